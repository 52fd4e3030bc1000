import type { MergeEvidence } from '../../contract/people.ts';
import type { Grouping } from './grouping.ts';
import { isPartOf } from './join-rules.ts';
import { type KnownFace, momentOf } from './known-face.ts';
import type { KnownFaces } from './known-faces.ts';
import type { PersonCluster } from './person-cluster.ts';

/** Less alike persons are not suggested. */
const LEAST_LIKENESS = 0.3;
/** Single faces are alike by chance more often. */
const LEAST_OF_SINGLE = 0.38;
/** Those whom one number was read with are suggested sooner. */
const SAME_NUMBER = 0.15;
const OTHER_NUMBER = 0.2;
/** From here on readings of two numbers speak against a merge. */
const SURE = 0.8;
/** Persons that somebody is told to compare with each other, at most for each. */
const MOST = 3;

/** What is read or said of the number of a person. */
export type NumbersOf = (cluster: PersonCluster) => readonly { number: string; confidence: number }[];

export interface Suggestion {
  readonly a: PersonCluster;
  readonly b: PersonCluster;
  readonly likeness: number;
  readonly rank: number;
}

/** Pairs that may be one person, the likeliest first, found step by step. */
export function* suggestPairs(grouping: Grouping, numbersOf: NumbersOf): Generator<void, Suggestion[]> {
  const pairs = new Map<string, Suggestion>();
  for (const cluster of grouping.clusters) {
    const near = grouping.nearest(
      cluster.direction,
      (other) => (other === cluster ? -1 : cluster.likenessTo(other)),
      LEAST_LIKENESS,
    );
    let found = 0;
    for (const { cluster: other, likeness } of near) {
      if (found === MOST) break;
      const single = cluster.core.length === 1 && other.core.length === 1;
      if (single && likeness < LEAST_OF_SINGLE) continue;
      if (!mayBeOne(cluster, other, grouping)) continue;
      const rank = likeness + shift(numbersOf(cluster)[0], numbersOf(other)[0]);
      if (rank < LEAST_LIKENESS) continue;
      found++;
      const [a, b] = cluster.size >= other.size ? [cluster, other] : [other, cluster];
      pairs.set([cluster.name, other.name].sort().join(' '), { a, b, likeness, rank });
    }
    yield;
  }
  return [...pairs.values()].sort((x, y) => y.rank - x.rank || (x.a.name < y.a.name ? -1 : 1));
}

function mayBeOne(a: PersonCluster, b: PersonCluster, grouping: Grouping): boolean {
  if (a.sharesPhoto(b) || a.isForbiddenWith(b, grouping.clusterOf)) return false;
  const [x, y] = [a, b].map(({ named }) => [...named].filter((name) => name !== null));
  return x!.length === 0 || y!.length === 0 || x!.some((name) => y!.includes(name));
}

function shift(
  a: { number: string; confidence: number } | undefined,
  b: { number: string; confidence: number } | undefined,
): number {
  if (!a || !b || Math.min(a.confidence, b.confidence) < SURE) return 0;
  if (a.number === b.number) return SAME_NUMBER;
  return isPartOf(a.number, b.number) ? 0 : -OTHER_NUMBER;
}

/** What speaks for two being one, then what speaks against it, each the strongest first. */
export function evidenceOfPair(
  a: readonly KnownFace[],
  b: readonly KnownFace[],
  known: KnownFaces,
): MergeEvidence[] {
  const speaksFor: MergeEvidence[] = [];
  const against: MergeEvidence[] = [];
  const [x, y] = [readingsOf(a), readingsOf(b)];
  for (const [number, one] of x) {
    const other = y.get(number);
    if (!other) continue;
    speaksFor.push({
      kind: 'sameNumber',
      number,
      times: one.times + other.times,
      confidence: Math.min(one.confidence, other.confidence),
    });
  }
  const [p, q] = [strongest(x), strongest(y)];
  for (const [number, others] of [
    [p?.number, y],
    [q?.number, x],
  ] as const) {
    if (number === undefined) continue;
    for (const [reading, { times, confidence }] of others) {
      if (reading.length >= number.length || !isPartOf(reading, number)) continue;
      speaksFor.push({ kind: 'fragment', reading, times, confidence });
    }
  }
  if (p && q && p.number !== q.number && !isPartOf(p.number, q.number)) {
    against.push({
      kind: 'differentNumbers',
      ...{ a: p.number, b: q.number },
      confidence: Math.min(p.confidence, q.confidence),
    });
  }
  const photos = new Set(a.map(({ photo }) => photo.id));
  const together = new Set(b.filter(({ photo }) => photos.has(photo.id)).map(({ photo }) => photo.id)).size;
  (together > 0 ? against : speaksFor).push({ kind: 'together', photos: together });
  const bursts = sharedBursts(a, b, known);
  if (bursts > 0) speaksFor.push({ kind: 'sameBurst', bursts });
  const apart = leastApart(a, b);
  if (apart !== null) speaksFor.push({ kind: 'apart', milliseconds: apart });
  return [...speaksFor, ...against];
}

/** Numbers read with faces: how often, and how sure at best. */
function readingsOf(faces: readonly KnownFace[]): Map<string, { times: number; confidence: number }> {
  const readings = new Map<string, { times: number; confidence: number }>();
  for (const { vote } of faces) {
    if (!vote) continue;
    const known = readings.get(vote.number);
    readings.set(vote.number, {
      times: (known?.times ?? 0) + 1,
      confidence: Math.max(known?.confidence ?? 0, vote.confidence),
    });
  }
  return readings;
}

function strongest(
  readings: ReadonlyMap<string, { times: number; confidence: number }>,
): { number: string; confidence: number } | null {
  let best: { number: string; times: number; confidence: number } | null = null;
  for (const [number, { times, confidence }] of readings) {
    if (confidence < SURE) continue;
    if (!best || times > best.times || (times === best.times && confidence > best.confidence)) {
      best = { number, times, confidence };
    }
  }
  return best;
}

function sharedBursts(a: readonly KnownFace[], b: readonly KnownFace[], known: KnownFaces): number {
  const others = new Set(b.map(({ photo }) => photo));
  const bursts = new Set<string>();
  for (const { photo } of a) {
    if (known.tracks.near(photo, 1000).some((frame) => others.has(frame))) bursts.add(momentOf(photo));
  }
  return bursts.size;
}

/** Milliseconds between the photos of the two that are nearest in time; null where times are not known. */
function leastApart(a: readonly KnownFace[], b: readonly KnownFace[]): number | null {
  const times = [
    ...a.flatMap(({ photo }) => (photo.takenAt === null ? [] : { at: photo.takenAt, of: 0 })),
    ...b.flatMap(({ photo }) => (photo.takenAt === null ? [] : { at: photo.takenAt, of: 1 })),
  ].sort((x, y) => x.at - y.at);
  let least: number | null = null;
  for (let i = 1; i < times.length; i++) {
    const [x, y] = [times[i - 1]!, times[i]!];
    if (x.of !== y.of) least = Math.min(least ?? Number.POSITIVE_INFINITY, y.at - x.at);
  }
  return least;
}

/** Faces that are less like the rest of their person than like somebody else, or like nobody. */
export function oddFaces(
  grouping: Grouping,
  cluster: PersonCluster,
  directionOf: (place: number) => ArrayLike<number>,
): { odd: number[]; like: PersonCluster | null } {
  const odd: number[] = [];
  const likes = new Map<PersonCluster, number>();
  if (cluster.size < 3) return { odd, like: null };
  for (const place of cluster.faces()) {
    const own = cluster.likenessOf(place);
    if (own === null) continue;
    const [other] = grouping.nearest(
      directionOf(place),
      (near) => (near === cluster ? -1 : (near.likenessOf(place) ?? -1)),
      Math.max(LEAST_LIKENESS, own),
    );
    if (own >= ODD && !other) continue;
    odd.push(place);
    if (other) likes.set(other.cluster, (likes.get(other.cluster) ?? 0) + 1);
  }
  // Where most are odd, none is: the person is a mixture, which nothing short of a look can part.
  if (odd.length * 2 > cluster.size) return { odd: [], like: null };
  const [like] = [...likes].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { odd, like: like ?? null };
}

/** A face that is less like the rest of its person is odd by itself. */
const ODD = 0.35;
