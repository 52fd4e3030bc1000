;; Cosines between many int8 vectors and one, sixteen dimensions a step.
;;
;; memory: what the caller puts there; offsets and lengths in bytes
;; $vectors  `count` vectors of `length` int8, one after another; `length` is a multiple of 16
;; $query    one vector of `length` int8
;; $scale    one over the length of that vector as an arrow
;; $out      receives `count` float32; a vector of zeros gives NaN
(module
  (memory (export "memory") 1)
  (func (export "cosines")
    (param $vectors i32) (param $count i32) (param $query i32) (param $length i32) (param $scale f32)
    (param $out i32)
    (local $end i32) (local $q i32) (local $a v128) (local $b v128)
    (local $dot v128) (local $square v128)
    (block $done
      (loop $vector
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $dot (v128.const i32x4 0 0 0 0))
        (local.set $square (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (local.set $end (i32.add (local.get $vectors) (local.get $length)))
        (loop $step
          (local.set $a (v128.load (local.get $vectors)))
          (local.set $b (v128.load (local.get $q)))
          (local.set $dot
            (i32x4.add (local.get $dot)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $dot
            (i32x4.add (local.get $dot)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $square
            (i32x4.add (local.get $square)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $a)))))
          (local.set $square
            (i32x4.add (local.get $square)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $a)))))
          (local.set $vectors (i32.add (local.get $vectors) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $vectors) (local.get $end))))
        (f32.store (local.get $out)
          (f32.div
            (f32.mul (f32.convert_i32_s (call $sum (local.get $dot))) (local.get $scale))
            (f32.sqrt (f32.convert_i32_s (call $sum (local.get $square))))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $vector))))
  (func $sum (param $lanes v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $lanes)) (i32x4.extract_lane 1 (local.get $lanes)))
      (i32.add (i32x4.extract_lane 2 (local.get $lanes)) (i32x4.extract_lane 3 (local.get $lanes))))))
