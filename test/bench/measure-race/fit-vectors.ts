import type { CosineSpread, VectorShape } from '../../fixtures/large-race/parameters.ts';
import { cosine, IdentityVectors, measuredShape } from '../identity-vectors.ts';
import { quantile } from './spread.ts';

interface Wanted {
  readonly mean: number;
  readonly deviation: number;
}

const PEOPLE = 500;

/**
 * Parameters whose embeddings have these cosines, found by drawing some and correcting, with the same seed each
 * time. `inBurst` is the median cosine of photos of a burst.
 */
export function fitVectors(same: Wanted, different: Wanted, inBurst: number): VectorShape {
  let shape: VectorShape = { ...measuredShape, burst: 0 };
  for (let round = 0; round < 14; round++) {
    const drawn = drawCosines({ ...shape, burst: 0 });
    const { median, logDeviation } = shape.variation;
    // A longer own part lowers the mean as 1 / (1 + a²) does; the spread of its length widens it.
    const lengthOf = (mean: number) => Math.sqrt(1 / mean - 1);
    shape = {
      ...shape,
      axisDecay: bounded(
        shape.axisDecay + 0.2 * Math.log(different.deviation / drawn.different.deviation),
        0.05,
        0.8,
      ),
      common: Math.sqrt(Math.max(0, shape.common ** 2 + different.mean - drawn.different.mean)),
      variation: {
        median: median * (lengthOf(same.mean) / lengthOf(drawn.same.mean)),
        logDeviation: bounded(logDeviation * (same.deviation / drawn.same.deviation), 0.02, 1.5),
      },
    };
  }
  let [low, high] = [0, 1];
  for (let round = 0; round < 10; round++) {
    const burst = (low + high) / 2;
    if (drawCosines({ ...shape, burst }).inBurst < inBurst) low = burst;
    else high = burst;
  }
  const { axisDecay, common, variation } = shape;
  return {
    axisDecay: three(axisDecay),
    common: three(common),
    variation: { median: three(variation.median), logDeviation: three(variation.logDeviation) },
    burst: three((low + high) / 2),
  };
}

/** The measured mean, and the deviation at the upper end of the pairs' interval. */
export function widened({ mean, ofPairs }: CosineSpread): Wanted {
  return { mean, deviation: ofPairs[1] };
}

export function drawCosines(shape: VectorShape): { same: Wanted; different: Wanted; inBurst: number } {
  const vectors = new IdentityVectors('fit', shape);
  const photos = Array.from({ length: PEOPLE }, () => {
    const person = vectors.identity();
    const burst = person.burst();
    return { a: burst.face(), near: burst.face(), b: person.burst().face() };
  });
  return {
    same: moments(photos.map(({ a, b }) => cosine(a, b))),
    different: moments(photos.flatMap(({ a }, i) => photos.slice(i + 1, i + 9).map(({ b }) => cosine(a, b)))),
    inBurst: quantile(
      photos.map(({ a, near }) => cosine(a, near)),
      0.5,
    ),
  };
}

export function moments(values: readonly number[]): Wanted {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

function bounded(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function three(value: number): number {
  return Number(value.toFixed(3));
}
