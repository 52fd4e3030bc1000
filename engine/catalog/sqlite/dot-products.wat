;; Dot products of many int8 vectors with one, sixteen dimensions a step.
;;
;; memory: what the caller puts there; offsets and lengths in bytes
;; $vectors  `count` vectors of `length` int8, one after another; `length` is a multiple of 16
;; $query    one vector of `length` int8
;; $out      receives `count` int32
(module
  (memory (export "memory") 1)
  (func (export "dot_products")
    (param $vectors i32) (param $count i32) (param $query i32) (param $length i32) (param $out i32)
    (local $end i32) (local $q i32) (local $a v128) (local $b v128) (local $sum v128)
    (block $done
      (loop $vector
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $q (local.get $query))
        (local.set $end (i32.add (local.get $vectors) (local.get $length)))
        (loop $step
          (local.set $a (v128.load (local.get $vectors)))
          (local.set $b (v128.load (local.get $q)))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $sum
            (i32x4.add (local.get $sum)
              (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b)))))
          (local.set $vectors (i32.add (local.get $vectors) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $vectors) (local.get $end))))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
            (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $vector)))))
