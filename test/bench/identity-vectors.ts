import type { Blur, VectorShape } from '../fixtures/large-race/parameters.ts';
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

/** The generated cosines have the measured means and deviations. */
export const measuredShape: VectorShape = {
  axisDecay: 0.395,
  common: 0.13,
  variation: { median: 0.535, logDeviation: 0.3 },
  burst: 0,
};

/** A photo's face: `clean` is its cosine to what a large sharp picture of the same moment would give. */
export interface FaceLook {
  readonly clean: number;
  readonly blur: Blur;
}

export interface Burst {
  /** Another photo of the burst. */
  face(look?: FaceLook): Float32Array<ArrayBuffer>;
}

export interface Identity extends Burst {
  burst(): Burst;
  /** Of length one. */
  readonly own: Float32Array;
}

/**
 * Embeddings of people who do not exist: `face()` draws another photo of the same person. Cosines within
 * and between people are distributed as measured on real faces.
 */
export class IdentityVectors {
  readonly #prng: Prng;
  readonly #shape: VectorShape;
  readonly #deviations: Float32Array;
  readonly #signs: readonly Float32Array[];
  readonly #common: Float32Array;
  readonly #blurred: Float32Array;

  constructor(seed: string, shape: VectorShape = measuredShape) {
    this.#prng = new Prng(seed);
    this.#shape = shape;
    this.#deviations = Float32Array.from({ length: DIMENSIONS }, (_, axis) => (axis + 1) ** -shape.axisDecay);
    this.#signs = [0, 1, 2].map(() =>
      Float32Array.from({ length: DIMENSIONS }, () => (this.#prng.chance(0.5) ? 1 : -1)),
    );
    this.#common = this.#direction();
    this.#blurred = this.#direction();
  }

  /** `like` gives a look-alike whose own direction has this cosine to another's: a sibling. */
  identity(like?: { readonly to: Identity; readonly cosine: number }): Identity {
    const apart = this.#direction();
    const own = like
      ? unit(
          sum(scaled(like.to.own, like.cosine), without(apart, like.to.own), Math.sqrt(1 - like.cosine ** 2)),
        )
      : unit(sum(apart, this.#common, this.#shape.common));
    let blurred: Float32Array | undefined;
    const draw = (burst: { part: Float32Array; length: number } | undefined, look: FaceLook | undefined) => {
      const { variation, burst: share } = this.#shape;
      const alone = burst ? 1 - share : 1;
      const spread = Math.sqrt(alone) * this.#prng.normal(1) + (burst ? Math.sqrt(share) * burst.length : 0);
      const length = variation.median * Math.exp(variation.logDeviation * spread);
      let face = sum(own, this.#direction(), length * Math.sqrt(alone));
      if (burst) face = sum(face, burst.part, length * Math.sqrt(share));
      face = unit(face);
      if (!look || look.clean >= 1) return face;
      blurred ??= this.#direction();
      const { all, person } = look.blur;
      let noise = scaled(this.#direction(), Math.sqrt(Math.max(0, 1 - all - person)));
      noise = sum(sum(noise, this.#blurred, Math.sqrt(all)), blurred, Math.sqrt(person));
      return unit(sum(scaled(face, look.clean), noise, Math.sqrt(1 - look.clean ** 2)));
    };
    return {
      own,
      face: (look) => draw(undefined, look),
      burst: () => {
        const part = this.#direction();
        const length = this.#prng.normal(1);
        return { face: (look) => draw({ part, length }, look) };
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

function scaled(vector: Float32Array, by: number): Float32Array<ArrayBuffer> {
  return vector.map((value) => value * by);
}

/** What of a vector is at a right angle to a direction, of length one. */
function without(vector: Float32Array, direction: Float32Array): Float32Array<ArrayBuffer> {
  return unit(sum(vector, direction, -cosine(vector, direction)));
}

function unit(vector: Float32Array): Float32Array<ArrayBuffer> {
  const length = Math.sqrt(cosine(vector, vector));
  return vector.map((value) => value / length);
}
