import type { PersonCluster } from './person-cluster.ts';

/**
 * Cosines from which clusters become one, and what shifts them. Chosen on embeddings that are drawn as measured on
 * real faces (`test/bench/identity-vectors.ts`) and on the generated races; a calibrated model takes their place.
 */
export const joinRules = {
  /** Mean cosine between two clusters of several faces. */
  several: 0.44,
  /** Between single faces, whose cosines spread more. */
  single: 0.52,
  /** Of a face of little quality to a cluster. */
  late: 0.42,
  /** A late face is so much more like its person than like the next one. */
  lateMargin: 0.07,
  /** About the same place in the frame before. */
  continues: -0.1,
  /** The same number was read with both. */
  sameNumber: -0.1,
  /** Different numbers were read with both: with few faces it may be a mistake of reading. */
  otherNumber: 0.2,
  /** A person gave both the same number. */
  sameName: -0.34,
} as const;

/** Faces of less quality join late: they found no person. */
export const CORE_QUALITY = 0.25;
/** Nothing can be seen of faces of less quality. */
export const LEAST_QUALITY = 0.05;

/** The mean cosine from which two clusters are one person; infinite where they cannot be. */
export function joinFrom(
  a: PersonCluster,
  b: PersonCluster,
  clusterOf: (place: number) => PersonCluster | null,
): number {
  if (a.sharesPhoto(b) || a.isForbiddenWith(b, clusterOf)) return Number.POSITIVE_INFINITY;
  const smaller = Math.min(a.core.length, b.core.length);
  let from = joinRules.several + (joinRules.single - joinRules.several) / smaller;
  const named = shareOf(a.named, b.named);
  if (named === 'differ') return Number.POSITIVE_INFINITY;
  if (named === 'same') return from + joinRules.sameName;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x && y) {
    if (x.number === y.number) from += joinRules.sameNumber;
    else if (!isPartOf(x.number, y.number)) {
      if (x.faces > 1 && y.faces > 1) return Number.POSITIVE_INFINITY;
      from += joinRules.otherNumber;
    }
  }
  if (a.continues(b, clusterOf)) from += joinRules.continues;
  return from;
}

/** The number that a person gave a cluster, else the one that readings agree on. */
function numberOf(cluster: PersonCluster): { readonly number: string; readonly faces: number } | null {
  for (const name of cluster.named)
    if (name !== null) return { number: name, faces: Number.POSITIVE_INFINITY };
  return cluster.confidentNumber;
}

/** Whether names that persons gave are the same or different; null where one side has none. */
function shareOf(a: ReadonlySet<string | null>, b: ReadonlySet<string | null>): 'same' | 'differ' | null {
  if (a.size === 0 || b.size === 0) return null;
  // Without a number, two are neither the same nor different.
  const known = [...a].filter((name) => name !== null);
  if (known.length === 0 && [...b].every((name) => name === null)) return null;
  return known.some((name) => b.has(name)) ? 'same' : 'differ';
}

/** A reading that lacks digits at an end is no other number. */
export function isPartOf(a: string, b: string): boolean {
  return a.length < b.length ? b.startsWith(a) || b.endsWith(a) : a.startsWith(b) || a.endsWith(b);
}
