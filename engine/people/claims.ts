import type { RelativeBox } from '../contract/decision.ts';
import { iou } from '../contract/geometry.ts';
import type { BibWord, FaceHint, PhotoEvidence, PhotoHints } from '../contract/sighting.ts';

/** Boxes that overlap at least this much mean the same place, as for decisions. */
const SAME_PLACE_IOU = 0.5;

type Reading = PhotoEvidence['readings'][number];

/** A word with its place in the order in which they were said: two may be of one millisecond. */
export type Word = BibWord & { readonly order: number };

/** A number at a place, or somewhere in the photo, and what speaks for and against it. */
export interface Claim {
  readonly number: string;
  /** Of the bib, or of the face where no bib was read. */
  readonly box: RelativeBox | null;
  /** The face of whoever wears it, where faces were asked. */
  faceId: string | null;
  /** The strongest first; of another number where a person corrected it. */
  readonly readings: Reading[];
  /** What people said of it, the latest first. */
  readonly words: Word[];
  /** Another number is worn here, a person said. */
  overruled: boolean;
  /** What the person with the face wears in other photos, where it is this number. */
  hint: FaceHint['numbers'][number] | null;
  /** The other frame of the burst in which it was read most surely. */
  burst: PhotoHints['burst'][number] | null;
}

export function claim(
  given: Pick<Claim, 'number' | 'box'> &
    Partial<Pick<Claim, 'faceId' | 'readings' | 'words' | 'hint' | 'burst'>>,
): Claim {
  return { faceId: null, readings: [], words: [], overruled: false, hint: null, burst: null, ...given };
}

/** One claim for each number and place that was read: two readings of one number at one place are one. */
export function claimsOf(readings: readonly Reading[]): Claim[] {
  const claims: Claim[] = [];
  for (const reading of readings.toSorted((a, b) => b.confidence - a.confidence)) {
    const { number, box } = reading;
    const same = claims.find((one) => one.number === number && samePlace(one.box, box));
    if (same) same.readings.push(reading);
    else claims.push(claim({ number, box, readings: [reading] }));
  }
  return claims;
}

/**
 * Lets people speak. A person's word wins over what was read, wherever it was said: it belongs to the claim whose box
 * overlaps, or to that of the face at its place, else it stands alone. One place holds one bib, so the latest number
 * that a person saw there takes the place of others.
 */
export function hearWords(claims: Claim[], { words, faces }: Pick<PhotoEvidence, 'words' | 'faces'>): void {
  const latestFirst = words.map((word, order): Word => ({ ...word, order })).reverse();
  const denials = latestFirst.filter(({ box, worn }) => box === null && !worn);
  for (const word of latestFirst) {
    if (word.box === null) continue;
    const face = faces.find(({ box }) => samePlace(box, word.box))?.id ?? null;
    hear(claims, word, word.box, face, denials);
  }
  for (const word of latestFirst) if (word.box === null) hearOfWholePhoto(claims, word);
}

/** @param denials Words that the number is nowhere in the photo. */
function hear(
  claims: Claim[],
  word: Word,
  box: RelativeBox,
  face: string | null,
  denials: readonly Word[],
): void {
  const there = claims.filter((one) => samePlace(one.box, box) || (face !== null && one.faceId === face));
  const faces = new Set(there.map(({ faceId }) => faceId).filter((id) => id !== null));
  const here = claims.filter((one) => there.includes(one) || (one.faceId !== null && faces.has(one.faceId)));
  const worn =
    word.worn && !denials.some(({ number, order }) => number === word.number && order > word.order);
  const own = best(
    here.filter(({ number }) => number === word.number),
    box,
  );
  if (own) {
    own.words.push(word);
    if (worn && isWorn(own)) overrule(here, own);
    return;
  }
  const [faceId = face] = faces;
  const said = claim({ number: word.number, box, faceId, words: [word] });
  if (worn) {
    // A later word has named another number for this place.
    if (here.some(isWorn)) return;
    const corrected = best(
      here.filter(({ readings }) => readings.length > 0),
      box,
    );
    said.readings.push(...(corrected?.readings ?? []));
    overrule(here, said);
  }
  claims.push(said);
}

function hearOfWholePhoto(claims: Claim[], word: Word): void {
  const own = claims.filter(({ number }) => number === word.number);
  if (word.worn) {
    const [standing] = own
      .filter((one) => !one.overruled && one.words[0]?.worn !== false)
      .sort((a, b) => strength(b) - strength(a));
    if (standing) standing.words.push(word);
    else claims.push(claim({ number: word.number, box: null, words: [word] }));
    return;
  }
  for (const one of own) {
    one.words.push(word);
    one.words.sort((a, b) => b.order - a.order);
  }
  if (own.length === 0) claims.push(claim({ number: word.number, box: null, words: [word] }));
}

function overrule(claims: readonly Claim[], by: Claim): void {
  for (const one of claims) if (one !== by && !isWorn(one)) one.overruled = true;
}

function isWorn({ words, overruled }: Claim): boolean {
  return !overruled && words[0]?.worn === true;
}

function best(claims: readonly Claim[], box: RelativeBox): Claim | undefined {
  return claims.toSorted((a, b) => iou(b.box!, box) - iou(a.box!, box))[0];
}

function strength({ words, readings, hint }: Claim): number {
  return words.length > 0 ? 2 : Math.max(readings[0]?.confidence ?? 0, hint?.confidence ?? 0);
}

export function samePlace(a: RelativeBox | null, b: RelativeBox | null): boolean {
  return a !== null && b !== null && iou(a, b) >= SAME_PLACE_IOU;
}
