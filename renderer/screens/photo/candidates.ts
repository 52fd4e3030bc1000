import type { CellBib, Suggestion } from '../../../engine/contract/browse.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';

/** A number that may be the right one, and what speaks for it. */
export interface Candidate {
  readonly number: string;
  readonly name: string | null;
  readonly why:
    | { readonly kind: 'seen'; readonly seconds: number }
    /** This reading may say so as well; 0…1. */
    | { readonly kind: 'read'; readonly probability: number }
    | { readonly kind: 'listed'; readonly photos: number }
    /** Nothing does but that it was typed. */
    | { readonly kind: 'typed' };
}

/** A number of another frame of the burst, and how far away in time. */
export interface Neighbour {
  readonly bib: CellBib;
  readonly seconds: number;
}

/** Likelier than this, or nobody wants to read it. */
const LIKELY = 0.01;
/** Rows below the field: more are not read by anybody who is in a hurry. */
const ROWS = 6;

/**
 * Numbers to offer while one is being corrected, the likeliest first: those seen around this moment,
 * what the reading may say as well, then what the start list has for the text. A number that was typed
 * and that nobody knows comes first, since Enter saves what was typed: somebody may run without an entry.
 */
export function candidatesFor(
  typed: string,
  sighting: NamedSighting | null,
  neighbours: readonly Neighbour[],
  suggestions: readonly Suggestion[],
): Candidate[] {
  const text = typed.trim();
  const listed = new Map(
    suggestions.flatMap(({ token, photos }) =>
      token.kind === 'athlete' ? [[token.bib, { name: token.name, photos }] as const] : [],
    ),
  );
  const found: Candidate[] = [];
  const add = (number: string, name: string | null, why: Candidate['why']) => {
    if (number === sighting?.number || found.some((other) => other.number === number)) return;
    found.push({ number, name: listed.get(number)?.name ?? name, why });
  };
  const fits = (number: string) => number.startsWith(text);

  for (const { bib, seconds } of neighbours.toSorted((a, b) => Math.abs(a.seconds) - Math.abs(b.seconds))) {
    if (bib.state === 'accepted' && fits(bib.number)) add(bib.number, null, { kind: 'seen', seconds });
  }
  for (const { number, probability } of sighting?.alternatives ?? []) {
    if (probability >= LIKELY && fits(number)) add(number, null, { kind: 'read', probability });
  }
  // Names are searched by words, so the start list knows better than a prefix what fits.
  for (const [bib, { name, photos }] of listed) add(bib, name, { kind: 'listed', photos });
  const rows = found.slice(0, ROWS);
  if (
    text !== '' &&
    /^\S{1,20}$/.test(text) &&
    /\d/.test(text) &&
    !found.some(({ number }) => number === text)
  ) {
    if (text !== sighting?.number) rows.unshift({ number: text, name: null, why: { kind: 'typed' } });
  }
  return rows;
}

/** The row that Enter takes: the number that was typed where it is one, else the first; -1 where there is none. */
export function rowOf(candidates: readonly Candidate[], typed: string): number {
  const text = typed.trim();
  if (text === '') return -1;
  const exact = candidates.findIndex(({ number }) => number === text);
  if (exact >= 0) return exact;
  return candidates.length > 0 ? 0 : -1;
}

/** Numbers of the other frames of a burst, in time from this one. */
export function neighboursOf(
  frames: readonly {
    readonly id: string;
    readonly takenAt: number | null;
    readonly bibs: readonly CellBib[];
  }[],
  photo: string,
): Neighbour[] {
  const here = frames.find(({ id }) => id === photo)?.takenAt;
  if (here === undefined || here === null) return [];
  return frames
    .filter(({ id, takenAt }) => id !== photo && takenAt !== null)
    .flatMap(({ takenAt, bibs }) => bibs.map((bib) => ({ bib, seconds: ((takenAt ?? here) - here) / 1000 })));
}
