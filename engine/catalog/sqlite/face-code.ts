/** Dimensions of an embedding. */
export const DIMENSIONS = 512;

/**
 * Components of unit vectors in 512 dimensions are about 0.04, and rarely beyond 0.2. What lies
 * beyond this is cut off, which the exact similarity puts right.
 */
const LARGEST_COMPONENT = 0.25;
const STEPS = 127 / LARGEST_COMPONENT;

/** What the dot product of two codes is divided by to give a cosine. */
export const CODE_PRODUCT_OF_ONE = STEPS * STEPS;

/**
 * How far the cosine of two codes may be from that of the vectors. Each component is off by at most half
 * a step, evenly spread: √2 · step / √12 = 0.0008 for the sum (one standard deviation), and this is
 * five of them.
 */
export const CODE_ERROR = 0.004;

/** An embedding of length one as 512 int8, so that a quarter of the bytes are read and compared. */
export function faceCode(vector: Float32Array): Int8Array {
  if (vector.length !== DIMENSIONS) {
    throw new RangeError(`An embedding has ${DIMENSIONS} numbers, this one has ${vector.length}.`);
  }
  return Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * STEPS))));
}
