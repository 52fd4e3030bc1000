import { Prng } from '../fixtures/race/prng.ts';

/**
 * Cosines between embeddings of real faces: the default model pack on 300 labelled pairs of photographs of
 * public figures (38 of one person, 262 of two).
 */
export const measuredCosines = {
  same: { mean: 0.757, deviation: 0.084 },
  different: { mean: 0.013, deviation: 0.104 },
} as const;

const DIMENSIONS = 512;

// Chosen so that the generated cosines have the measured means and deviations.
/**
 * How the variance falls from one axis to the next. Faces do not fill 512 dimensions evenly: two
 * strangers' cosine spreads as it would in 92 even ones (1 / 0.104²).
 */
const AXIS_DECAY = 0.395;
/** Length of a photo's own part of an embedding, its person's being 1: the median, and its spread. */
const VARIATION = { median: 0.535, logDeviation: 0.3 };
/** Length of what all faces have in common. */
const COMMON = 0.13;

/**
 * Embeddings of people who do not exist: `face()` draws another photo of the same person. Cosines within
 * and between people are distributed as measured on real faces.
 */
export class IdentityVectors {
  readonly #prng: Prng;
  readonly #deviations: Float32Array;
  readonly #signs: readonly Float32Array[];
  readonly #common: Float32Array;

  constructor(seed: string) {
    this.#prng = new Prng(seed);
    this.#deviations = Float32Array.from({ length: DIMENSIONS }, (_, axis) => (axis + 1) ** -AXIS_DECAY);
    this.#signs = [0, 1, 2].map(() =>
      Float32Array.from({ length: DIMENSIONS }, () => (this.#prng.chance(0.5) ? 1 : -1)),
    );
    this.#common = this.#direction();
  }

  identity(): { face(): Float32Array<ArrayBuffer> } {
    const own = unit(sum(this.#direction(), this.#common, COMMON));
    return {
      face: () => {
        const length = VARIATION.median * Math.exp(this.#prng.normal(VARIATION.logDeviation));
        return unit(sum(own, this.#direction(), length));
      },
    };
  }

  #direction(): Float32Array {
    return unit(this.#rotated(this.#deviations.map((deviation) => this.#prng.normal(deviation))));
  }

  /**
   * Turns a vector so that its large axes are none of the coordinate's: signs, then a Walsh-Hadamard
   * transform, three times, which is close to a random rotation (Ailon and Chazelle, "The Fast
   * Johnson-Lindenstrauss Transform", 2009).
   */
  #rotated(vector: Float32Array): Float32Array {
    for (const signs of this.#signs) {
      for (let i = 0; i < DIMENSIONS; i++) vector[i]! *= signs[i]!;
      for (let half = 1; half < DIMENSIONS; half *= 2) {
        for (let start = 0; start < DIMENSIONS; start += 2 * half) {
          for (let i = start; i < start + half; i++) {
            const [a, b] = [vector[i]!, vector[i + half]!];
            vector[i] = a + b;
            vector[i + half] = a - b;
          }
        }
      }
    }
    return vector;
  }
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += a[i]! * b[i]!;
  return product;
}

function sum(a: Float32Array, b: Float32Array, share: number): Float32Array<ArrayBuffer> {
  return a.map((value, i) => value + share * b[i]!);
}

function unit(vector: Float32Array): Float32Array<ArrayBuffer> {
  const length = Math.sqrt(cosine(vector, vector));
  return vector.map((value) => value / length);
}
