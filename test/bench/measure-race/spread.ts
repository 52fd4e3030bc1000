import type { CosineSpread } from '../../fixtures/large-race/parameters.ts';
import { Prng } from '../../fixtures/race/prng.ts';

interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** A cosine between photos of two people, or of one. */
export interface IdentifiedPair {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
}

const RESAMPLES = 2000;
/** Of more pairs than this a deviation is sure without a bootstrap over pairs. */
const MANY = 5000;

/**
 * Pairs that share a person are no independent samples. A bootstrap that draws the people again, not the pairs,
 * takes that into account (Snijders and Borgatti, "Non-Parametric Standard Errors and Tests for Network
 * Statistics", Connections 22, 1999); with very few people it is the harshest that one may suppose.
 */
export function measureSpread(pairs: readonly IdentifiedPair[]): CosineSpread {
  const { mean, deviation } = spreadOf(pairs.map(({ cosine }) => ({ value: cosine, weight: 1 })));
  const people = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const ofPeople = bootstrap('people', (random) => {
    const drawn = draw(people, random);
    return pairs.map(({ a, b, cosine }) => ({
      value: cosine,
      weight: a === b ? (drawn.get(a) ?? 0) : (drawn.get(a) ?? 0) * (drawn.get(b) ?? 0),
    }));
  });
  const ofPairs =
    pairs.length > MANY
      ? null
      : bootstrap('pairs', (random) => {
          const drawn = draw(pairs, random);
          return pairs.map((pair) => ({ value: pair.cosine, weight: drawn.get(pair) ?? 0 }));
        });
  const normal = (z: number) => deviation / Math.sqrt(chiSquaredShare(pairs.length - 1, z));
  return {
    pairs: pairs.length,
    mean,
    deviation,
    ofPairs: [
      Math.min(normal(normalOf95), ofPairs?.[0] ?? deviation),
      Math.max(normal(-normalOf95), ofPairs?.[1] ?? deviation),
    ],
    ofPeople,
  };

  function bootstrap(
    name: string,
    resample: (random: Prng) => { value: number; weight: number }[],
  ): [number, number] {
    const random = new Prng(`bootstrap ${name}`);
    const deviations: number[] = [];
    while (deviations.length < (pairs.length > MANY ? RESAMPLES / 10 : RESAMPLES)) {
      const weighted = resample(random).filter(({ weight }) => weight > 0);
      if (weighted.length > 1) deviations.push(spreadOf(weighted).deviation);
    }
    return [quantile(deviations, 0.025), quantile(deviations, 0.975)];
  }
}

/** To thousandths. */
export function roundedSpread(spread: CosineSpread): CosineSpread {
  const three = (value: number) => Number(value.toFixed(3));
  const both = ([low, high]: readonly [number, number]) => [three(low), three(high)] as const;
  return {
    pairs: spread.pairs,
    mean: three(spread.mean),
    deviation: three(spread.deviation),
    ofPairs: both(spread.ofPairs),
    ofPeople: both(spread.ofPeople),
  };
}

/** As many of them as there are, with how often each was drawn. */
function draw<T>(from: readonly T[], random: Prng): Map<T, number> {
  const drawn = new Map<T, number>();
  for (let i = 0; i < from.length; i++) {
    const one = random.pick(from);
    drawn.set(one, (drawn.get(one) ?? 0) + 1);
  }
  return drawn;
}

const normalOf95 = 1.96;

/** Quantile of chi squared over its degrees of freedom (Wilson and Hilferty, 1931), `z` the normal quantile. */
function chiSquaredShare(freedom: number, z: number): number {
  const ninth = 2 / (9 * freedom);
  return (1 - ninth + z * Math.sqrt(ninth)) ** 3;
}

function spreadOf(samples: readonly { value: number; weight: number }[]): Spread {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = samples.reduce((sum, { value, weight }) => sum + weight * value, 0) / total;
  const variance = samples.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0) / total;
  return { mean, deviation: Math.sqrt(variance) };
}

/** Between samples, straight lines. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}

/** Quantiles at even steps from the least to the greatest, rounded: a distribution in so many numbers. */
export function quantiles(values: readonly number[], steps = 10): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => Number(quantile(values, i / steps).toFixed(4)));
}

/** Rank of each value as a standard normal number, ties sharing one; null counts as less than any. */
export function normalScores(values: readonly (number | null)[]): number[] {
  const order = values.map((value) => value ?? Number.NEGATIVE_INFINITY);
  const sorted = order.toSorted((a, b) => a - b);
  const places = new Map<number, number>();
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end < sorted.length && sorted[end] === sorted[i]) end++;
    places.set(sorted[i]!, (i + end) / 2 / sorted.length);
    i = end;
  }
  return order.map((value) => normalQuantile(places.get(value)!));
}

/** Share of the variance that members of a group have in common, 0…1: from the products of their pairs. */
export function sharedVariance(groups: readonly (readonly number[])[]): number {
  let products = 0;
  let pairs = 0;
  let squares = 0;
  let values = 0;
  for (const group of groups) {
    for (const [i, value] of group.entries()) {
      squares += value * value;
      values++;
      for (const other of group.slice(i + 1)) {
        products += value * other;
        pairs++;
      }
    }
  }
  if (pairs === 0 || squares === 0) return 0;
  return Math.min(1, Math.max(0, products / pairs / (squares / values)));
}

/** Acklam's rational approximation of the standard normal's quantile; its error is below 1.2e-9. */
export function normalQuantile(share: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const poly = (coefficients: readonly number[], x: number) =>
    coefficients.reduce((sum, value) => sum * x + value, 0);
  const p = Math.min(1 - 1e-9, Math.max(1e-9, share));
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(c, q) / (poly(d, q) * q + 1);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  return (q * poly(a, q * q)) / (poly(b, q * q) * q * q + 1);
}
