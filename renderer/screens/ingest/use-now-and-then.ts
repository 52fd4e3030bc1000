import { useEffect, useRef, useState } from 'react';

/**
 * A value as it was when it was last looked at: at once where nobody looked for so many milliseconds, and
 * again no sooner than after as many. One that changes all the time is followed all the same.
 */
export function useNowAndThen<Value>(value: Value, milliseconds: number): Value {
  const [seen, setSeen] = useState(value);
  const lookedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (seen === value) return;
    const wait = Math.max(0, lookedAt.current + milliseconds - performance.now());
    const timer = setTimeout(() => {
      lookedAt.current = performance.now();
      setSeen(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, seen, milliseconds]);
  return seen;
}
