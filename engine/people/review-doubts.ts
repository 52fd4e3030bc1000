import type { RelativeBox } from '../contract/decision.ts';
import { iou } from '../contract/geometry.ts';
import type { ReviewFace, ReviewPerson, ReviewPhoto, ReviewSighting } from '../contract/review-photo.ts';

/** Boxes that overlap so much are one place, as for decisions. */
export const SAME_PLACE_IOU = 0.5;

/** A sighting that waits for a person's word, or a face that nobody has a number for. */
export interface Doubt {
  /** What it is thought to be; null of a face without a number. */
  readonly number: string | null;
  /** 0…1. */
  readonly confidence: number;
  /** Of the bib, else of the face. */
  readonly box: RelativeBox;
  readonly face: ReviewFace | null;
  /** What was read there; null where only the face speaks for the number. */
  readonly read: { readonly number: string; readonly confidence: number } | null;
  /** What the reading may be as well, the likeliest first. */
  readonly alternatives: ReviewSighting['alternatives'];
  /** Other numbers that are to review at the same place. */
  readonly rivals: readonly string[];
  readonly outsideRules: boolean;
  /** Null where there is no start list. */
  readonly listed: boolean | null;
  /** The person that its face belongs to, where that has no number yet. */
  readonly person: ReviewPerson | null;
  /** The number that its face is known by elsewhere, whether it agrees or not. */
  readonly faceSays: FaceSays | null;
}

export interface FaceSays {
  readonly number: string;
  /** Others in which the face is known so. */
  readonly photos: number;
  /** Mean cosine. */
  readonly likeness: number;
  /** 0…1: how sure the number is by the face alone. */
  readonly confidence: number;
}

/**
 * What a photo leaves open. Where one face or place has several numbers to review they are one doubt, whose number is
 * the surest; `unnamed` are faces of persons without a number.
 */
export function doubtsOf(
  { sightings, numbered }: Pick<ReviewPhoto, 'sightings' | 'numbered'>,
  unnamed: readonly ReviewFace[],
): Doubt[] {
  const doubts: Doubt[] = [];
  const persons = new Map(unnamed.map(({ id, person }) => [id, person]));
  for (const sighting of sightings.toSorted((a, b) => b.confidence - a.confidence)) {
    const doubt = doubtOf(sighting, persons);
    if (!doubt) continue;
    const rival = doubts.findIndex((other) => isOne(other, doubt));
    if (rival === -1) doubts.push(doubt);
    else doubts[rival] = joined(doubts[rival]!, doubt);
  }
  const free = unnamed.filter(({ id }) => !numbered.includes(id));
  return [...doubts, ...free.map(doubtOfFace)];
}

function doubtOf(
  { number, confidence, face, box, evidence, alternatives }: ReviewSighting,
  persons: ReadonlyMap<string, ReviewPerson | null>,
): Doubt | null {
  const place = box ?? face?.box;
  // Neither a bib nor a face: nothing could be shown to whoever is asked.
  if (!place) return null;
  const read = evidence.find((reason) => reason.kind === 'reading');
  const listed = evidence.find((reason) => reason.kind === 'startList');
  const faceSays = evidence.find((reason) => reason.kind === 'face' || reason.kind === 'faceDisagrees');
  return {
    ...{ number, confidence, box: place, face, alternatives, rivals: [] },
    read: read ? { number: read.number, confidence: read.confidence } : null,
    outsideRules: evidence.some(({ kind }) => kind === 'outsideRules'),
    listed: listed?.listed ?? null,
    person: (face && persons.get(face.id)) ?? face?.person ?? null,
    faceSays: faceSays ?? null,
  };
}

const isOne = (a: Doubt, b: Doubt): boolean =>
  (a.face !== null && a.face.id === b.face?.id) || iou(a.box, b.box) >= SAME_PLACE_IOU;

/** Two numbers for one place: the surer one, with all that was read of either. */
function joined(surer: Doubt, other: Doubt): Doubt {
  const also = { number: other.number!, probability: other.confidence };
  return {
    ...surer,
    face: surer.face ?? other.face,
    read: surer.read ?? other.read,
    faceSays: surer.faceSays ?? other.faceSays,
    person: surer.person ?? other.person,
    rivals: [...surer.rivals, other.number!],
    alternatives: [also, ...surer.alternatives, ...other.alternatives].filter(
      ({ number }, i, all) => number !== surer.number && all.findIndex((one) => one.number === number) === i,
    ),
  };
}

const doubtOfFace = (face: ReviewFace): Doubt => ({
  ...{ number: null, confidence: 0, box: face.box, face, read: null, alternatives: [], rivals: [] },
  ...{ outsideRules: false, listed: null, person: face.person, faceSays: null },
});

/** Whether what was read is a part of a number, from its first or to its last digit. */
export function isFragment(reading: string, number: string): boolean {
  return reading.length < number.length && (number.startsWith(reading) || number.endsWith(reading));
}

/** The position of the one digit in which two numbers of a length differ; null where they differ otherwise. */
export function differingDigit(a: string, b: string): number | null {
  if (a.length !== b.length) return null;
  let found: number | null = null;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (found !== null) return null;
    found = i;
  }
  return found;
}

/** Whether one may have been read in place of the other: a digit is hidden, or one is another. */
export const isNear = (reading: string, number: string): boolean =>
  reading === number ||
  isFragment(reading, number) ||
  isFragment(number, reading) ||
  (number.length > 1 && differingDigit(reading, number) !== null);

/** What is known beside a doubt. */
export interface Beside {
  /** Numbers that are accepted in the photo itself: nobody else wears them. */
  readonly here: ReadonlySet<string>;
  /** Numbers that are accepted in other frames of the burst, and in how many. */
  readonly around: ReadonlyMap<string, number>;
  /** Numbers that other frames of the burst read and are not sure of. */
  readonly longer: ReadonlySet<string>;
  /** The one number of the start list that begins or ends like a reading; null for none or several. */
  readonly complete: (reading: string) => string | null;
}

/**
 * The number that a doubt is asked about, so that doubts with one answer come together: the one that its face is
 * known by, else the one that the other frames of its burst are sure of, else what was read itself.
 *
 * Part of a number is completed by what the burst reads more of, or by the start list where one number has it.
 */
export function guessOf(doubt: Doubt, { here, around, longer, complete }: Beside): string | null {
  const { number, person, faceSays } = doubt;
  const known = person?.number ?? faceSays?.number ?? null;
  if (known !== null && !here.has(known)) return known;
  if (number === null) return person?.guess ?? null;
  if (around.has(number)) return number;
  let best: string | null = null;
  for (const [other, frames] of around) {
    if (here.has(other) || !isNear(number, other)) continue;
    const more = best === null ? 1 : frames - around.get(best)!;
    if (best === null || more > 0 || (more === 0 && other < best)) best = other;
  }
  if (best !== null) return best;
  if (person?.guess != null && isNear(number, person.guess) && !here.has(person.guess)) return person.guess;
  for (const other of longer) {
    if (!here.has(other) && isFragment(number, other) && (best === null || other < best)) best = other;
  }
  if (best !== null) return best;
  const whole = doubt.listed === false ? complete(number) : null;
  return whole !== null && !here.has(whole) ? whole : number;
}
