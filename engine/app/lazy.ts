/**
 * Makes a value at the first call and gives the same one from then on. A rejection is not kept: the
 * disk may be back at the next call. `made` is what there is by now; `forget` has it made anew.
 */
export function lazy<T>(make: () => Promise<T>): {
  get: () => Promise<T>;
  made: () => Promise<T> | null;
  forget: () => void;
} {
  let value: Promise<T> | null = null;
  return {
    get: () => {
      value ??= make().catch((error: unknown) => {
        value = null;
        throw error;
      });
      return value;
    },
    made: () => value,
    forget: () => {
      value = null;
    },
  };
}
