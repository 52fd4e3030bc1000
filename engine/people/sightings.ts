import type { BibRules } from '../contract/bib-rules.ts';
import type { RelativeBox } from '../contract/decision.ts';
import { iou } from '../contract/geometry.ts';
import type {
  BibWord,
  DerivedSighting,
  Evidence,
  PhotoEvidence,
  SightingState,
} from '../contract/sighting.ts';
import { facesOfBibs } from './faces-of-bibs.ts';

/** From this confidence on, a reading is accepted by itself. */
export const ACCEPTED_FROM = 0.9;
/** From this confidence on, a reading is shown, to be reviewed. */
export const REVIEW_FROM = 0.3;

/** Boxes that overlap at least this much mean the same place, as for decisions. */
const SAME_PLACE_IOU = 0.5;

type Reading = PhotoEvidence['readings'][number];

/** A word with its place in the order in which they were said: two may be of one millisecond. */
type Word = BibWord & { readonly order: number };

/** A number at a place, or somewhere in the photo, and what speaks for and against it. */
interface Claim {
  readonly number: string;
  readonly box: RelativeBox | null;
  /** The strongest first; of another number where a person corrected it. */
  readonly readings: Reading[];
  /** What people said of it, the latest first. */
  readonly words: Word[];
  /** Another number is worn here, a person said. */
  overruled: boolean;
}

/**
 * Sightings of one photo. A person's word wins over what was read, wherever it was said: it belongs to
 * the reading whose box overlaps, else it stands alone. One place holds one bib, so the latest number
 * that a person saw there takes the place of others.
 */
export function sightingsOf(photo: PhotoEvidence): DerivedSighting[] {
  const claims = claimsOf(photo.readings);
  const latestFirst = inOrder(photo.words).reverse();
  const denials = latestFirst.filter(({ box, worn }) => box === null && !worn);
  for (const word of latestFirst) if (word.box !== null) hear(claims, word, word.box, denials);
  for (const word of latestFirst) if (word.box === null) hearOfWholePhoto(claims, word);

  const judged = claims.flatMap((claim) => {
    const verdict = judge(claim, photo.rules);
    return verdict ? [{ claim, ...verdict }] : [];
  });
  const bibs = judged.filter(({ state, claim }) => state !== 'rejected' && claim.box !== null);
  const faces = facesOfBibs(
    photo.faces,
    bibs.map(({ claim }) => claim.box!),
  );
  const faceOf = new Map(bibs.map(({ claim }, i) => [claim, faces[i] ?? null]));
  return judged
    .map(
      ({ claim, state, confidence }): DerivedSighting => ({
        number: claim.number,
        state,
        confidence,
        box: claim.box,
        faceId: faceOf.get(claim) ?? null,
        readingId: claim.readings[0]?.id ?? null,
        evidence: evidenceOf(claim, photo),
      }),
    )
    .sort(strongestFirst);
}

/** One claim for each number and place that was read: two readings of one number at one place are one. */
function claimsOf(readings: readonly Reading[]): Claim[] {
  const claims: Claim[] = [];
  for (const reading of readings.toSorted((a, b) => b.confidence - a.confidence)) {
    const { number, box } = reading;
    const same = claims.find((claim) => claim.number === number && samePlace(claim.box, box));
    if (same) same.readings.push(reading);
    else claims.push({ number, box, readings: [reading], words: [], overruled: false });
  }
  return claims;
}

/** @param denials Words that the number is nowhere in the photo. */
function hear(claims: Claim[], word: Word, box: RelativeBox, denials: readonly Word[]): void {
  const here = claims.filter((claim) => samePlace(claim.box, box));
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
  const claim: Claim = { number: word.number, box, readings: [], words: [word], overruled: false };
  if (worn) {
    // A later word has named another number for this place.
    if (here.some(isWorn)) return;
    const corrected = best(
      here.filter(({ readings }) => readings.length > 0),
      box,
    );
    claim.readings.push(...(corrected?.readings ?? []));
    overrule(here, claim);
  }
  claims.push(claim);
}

function hearOfWholePhoto(claims: Claim[], word: Word): void {
  const own = claims.filter(({ number }) => number === word.number);
  if (word.worn) {
    const [standing] = own
      .filter((claim) => !claim.overruled && claim.words[0]?.worn !== false)
      .sort((a, b) => strength(b) - strength(a));
    if (standing) standing.words.push(word);
    else claims.push(alone(word));
    return;
  }
  for (const claim of own) {
    claim.words.push(word);
    claim.words.sort((a, b) => b.order - a.order);
  }
  if (own.length === 0) claims.push(alone(word));
}

function alone(word: Word): Claim {
  return { number: word.number, box: null, readings: [], words: [word], overruled: false };
}

function overrule(claims: readonly Claim[], by: Claim): void {
  for (const claim of claims) if (claim !== by && !isWorn(claim)) claim.overruled = true;
}

function isWorn({ words, overruled }: Claim): boolean {
  return !overruled && words[0]?.worn === true;
}

/** Null for what is not shown. */
function judge(
  { number, readings, words, overruled }: Claim,
  rules: BibRules | null,
): { state: SightingState; confidence: number } | null {
  const [word] = words;
  if (word && !word.worn) return { state: 'rejected', confidence: 0 };
  if (overruled) return null;
  if (word) return { state: 'accepted', confidence: 1 };
  const confidence = readings[0]?.confidence ?? 0;
  if (confidence < REVIEW_FROM) return null;
  const accepted = confidence >= ACCEPTED_FROM && isAllowed(number, rules);
  return { state: accepted ? 'accepted' : 'review', confidence };
}

/** The strongest first: a person's word, what was read, then what the number itself says. */
function evidenceOf({ number, readings, words }: Claim, { rules, listed }: PhotoEvidence): Evidence[] {
  const evidence: Evidence[] = words.map(({ author, at, worn }) => ({ kind: 'person', author, at, worn }));
  for (const reading of readings) {
    evidence.push({ kind: 'reading', number: reading.number, confidence: reading.confidence });
  }
  if (!isAllowed(number, rules)) evidence.push({ kind: 'outsideRules' });
  const onList = listed(number);
  if (onList !== null) evidence.push({ kind: 'startList', listed: onList });
  return evidence;
}

/** Whether the event's rules allow a number. */
export function isAllowed(number: string, rules: BibRules | null): boolean {
  if (rules === null) return true;
  const { alphabet, minLength, maxLength, ranges } = rules;
  if (number.length < minLength || number.length > maxLength) return false;
  if ([...number].some((character) => !alphabet.includes(character))) return false;
  if (ranges.length === 0) return true;
  return (
    /^\d+$/.test(number) && ranges.some(({ from, to }) => Number(number) >= from && Number(number) <= to)
  );
}

const stateOrder: Record<SightingState, number> = { accepted: 0, review: 1, rejected: 2 };

function strongestFirst(a: DerivedSighting, b: DerivedSighting): number {
  return (
    stateOrder[a.state] - stateOrder[b.state] ||
    b.confidence - a.confidence ||
    a.number.length - b.number.length ||
    (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
  );
}

function best(claims: readonly Claim[], box: RelativeBox): Claim | undefined {
  return claims.toSorted((a, b) => iou(b.box!, box) - iou(a.box!, box))[0];
}

function strength({ words, readings }: Claim): number {
  return words.length > 0 ? 2 : (readings[0]?.confidence ?? 0);
}

function inOrder(words: readonly BibWord[]): Word[] {
  return words.map((word, order) => ({ ...word, order }));
}

function samePlace(a: RelativeBox | null, b: RelativeBox | null): boolean {
  return a !== null && b !== null && iou(a, b) >= SAME_PLACE_IOU;
}
