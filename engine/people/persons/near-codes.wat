;; Finds codes of 512 bits that differ from one code in few bits.
;;
;; memory: what the caller puts there; offsets in bytes
;; $codes  `count` codes of 64 bytes, one after another
;; $query  one code
;; $most   how many bits may differ
;; $out    receives the index of each code that is near, an int32 each
;; answer: how many there are
(module
  (memory (export "memory") 1)
  (func (export "near")
    (param $codes i32) (param $count i32) (param $query i32) (param $most i64) (param $out i32) (result i32)
    (local $i i32) (local $found i32)
    (local $q0 i64) (local $q1 i64) (local $q2 i64) (local $q3 i64)
    (local $q4 i64) (local $q5 i64) (local $q6 i64) (local $q7 i64)
    (local.set $q0 (i64.load offset=0 (local.get $query)))
    (local.set $q1 (i64.load offset=8 (local.get $query)))
    (local.set $q2 (i64.load offset=16 (local.get $query)))
    (local.set $q3 (i64.load offset=24 (local.get $query)))
    (local.set $q4 (i64.load offset=32 (local.get $query)))
    (local.set $q5 (i64.load offset=40 (local.get $query)))
    (local.set $q6 (i64.load offset=48 (local.get $query)))
    (local.set $q7 (i64.load offset=56 (local.get $query)))
    (block $done
      (loop $code
        (br_if $done (i32.ge_u (local.get $i) (local.get $count)))
        (if (i64.le_u
          (i64.add
            (i64.add
              (i64.add
                (i64.popcnt (i64.xor (local.get $q0) (i64.load offset=0 (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $q1) (i64.load offset=8 (local.get $codes)))))
              (i64.add
                (i64.popcnt (i64.xor (local.get $q2) (i64.load offset=16 (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $q3) (i64.load offset=24 (local.get $codes))))))
            (i64.add
              (i64.add
                (i64.popcnt (i64.xor (local.get $q4) (i64.load offset=32 (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $q5) (i64.load offset=40 (local.get $codes)))))
              (i64.add
                (i64.popcnt (i64.xor (local.get $q6) (i64.load offset=48 (local.get $codes))))
                (i64.popcnt (i64.xor (local.get $q7) (i64.load offset=56 (local.get $codes)))))))
          (local.get $most))
          (then
            (i32.store (i32.add (local.get $out) (i32.shl (local.get $found) (i32.const 2))) (local.get $i))
            (local.set $found (i32.add (local.get $found) (i32.const 1)))))
        (local.set $codes (i32.add (local.get $codes) (i32.const 64)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $code)))
    (local.get $found)))
