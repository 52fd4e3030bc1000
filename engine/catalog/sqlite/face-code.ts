/** Dimensions of an embedding. */
export const DIMENSIONS = 512;

/**
 * How far the cosine of two codes may be from that of the vectors. Each component is off by at most half
 * a step, evenly spread. With a largest component of 0.2 (the largest of 61 real faces) a step is 0.2 / 127,
 * and the cosine's standard deviation √2 · step / √12 = 0.0006; this is six of them.
 */
export const CODE_ERROR = 0.004;

/**
 * The direction of an embedding as 512 int8, so that a quarter of the bytes are read and compared. The
 * largest component becomes 127: a code has a direction and no length.
 */
export function faceCode(vector: Float32Array): Int8Array {
  if (vector.length !== DIMENSIONS) {
    throw new RangeError(`An embedding has ${DIMENSIONS} numbers, this one has ${vector.length}.`);
  }
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
}
