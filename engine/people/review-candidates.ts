import type { CandidateEvidence } from '../contract/review.ts';
import { differingDigit, type FaceSays, isFragment } from './review-doubts.ts';

/** What is known around the sightings of one question. */
export interface CandidateFacts {
  /** What was read in the question's photos, and what each reading may say as well. */
  readonly readings: readonly {
    readonly number: string;
    readonly confidence: number;
    readonly alternatives: readonly { readonly number: string; readonly probability: number }[];
  }[];
  /** The numbers that their faces are known by elsewhere. */
  readonly faces: readonly FaceSays[];
  /** Numbers that may be those of persons who have none yet. */
  readonly guesses: readonly string[];
  /** Mean cosine of the face in question with those of whoever has a number; absent where it is not known. */
  readonly likeness: ReadonlyMap<string, number>;
  /** Accepted in other frames of the burst, seconds from the best frame. */
  readonly seen: readonly {
    readonly number: string;
    readonly seconds: number;
    readonly confidence: number;
  }[];
  /** Numbers that others in the best frame's photo have. */
  readonly taken: ReadonlySet<string>;
  /** Null where there is no start list. */
  readonly listed: (number: string) => boolean | null;
  readonly allowed: (number: string) => boolean;
  /** Numbers of the start list that begin or end with a reading that it does not have, and how many do. */
  readonly completions: readonly { readonly number: string; readonly reading: string; readonly of: number }[];
}

export interface Candidate {
  readonly number: string;
  /** Whole percent. */
  readonly percent: number;
  readonly evidence: readonly CandidateEvidence[];
}

/** Rows that are offered; who is looked for and not among them is typed. */
const ROWS = 5;
/** Faces of one person are at least so similar, cosine; see `samePersonCosine`. */
const SAME_FACE = 0.36;
/** What each kind of evidence is worth at most: none is certain by itself. */
const worth = {
  read: 1,
  mayRead: 0.9,
  fragment: 0.35,
  completion: 0.8,
  face: 0.93,
  guess: 0.7,
  seen: 0.6,
} as const;
/** By how much what speaks against a number lowers its chance. */
const against = { unlisted: 0.25, outsideRules: 0.35, taken: 0.1, facesDiffer: 0.25 } as const;

/**
 * The numbers that a question may be answered with, the likeliest first. What speaks for a number adds up as
 * independent chances would, what speaks against it lowers the sum; what is left over to a whole is everybody else.
 */
export function candidatesOf(facts: CandidateFacts): Candidate[] {
  const evidence = new Map<string, { evidence: CandidateEvidence[]; chance: number }>();
  const add = (number: string, chance: number, reason: CandidateEvidence | null) => {
    const known = evidence.get(number) ?? { evidence: [], chance: 0 };
    known.chance = 1 - (1 - known.chance) * (1 - Math.min(0.995, Math.max(0, chance)));
    if (reason) known.evidence.push(reason);
    evidence.set(number, known);
  };

  for (const [number, { photos, confidence }] of readNumbers(facts)) {
    add(number, confidence * worth.read, { kind: 'read', number, photos, confidence });
  }
  const known = knownFaces(facts);
  for (const [number, { photos, likeness, confidence }] of known) {
    add(number, confidence * worth.face, { kind: 'sameFace', photos, similarity: likeness });
  }
  for (const guess of new Set(facts.guesses)) add(guess, worth.guess, null);
  for (const [number, { seconds, confidence }] of nearest(facts.seen)) {
    // Somebody else's number passes by as well: what was read has to fit.
    const fits = facts.readings.some(
      (reading) => reading.number === number || isFragment(reading.number, number),
    );
    add(number, confidence * (fits ? 0.9 : worth.seen), { kind: 'seen', seconds, confidence });
  }
  for (const [number, { probability, read }] of mayReadNumbers(facts)) {
    const digit = differingDigit(read, number);
    add(number, probability * worth.mayRead, { kind: 'mayRead', number, digit, probability });
  }
  for (const number of [...evidence.keys()]) {
    const part = facts.readings.find((reading) => isFragment(reading.number, number));
    if (part) add(number, worth.fragment, fragment(part));
  }
  for (const { number, reading, of } of uniqueBy(facts.completions)) {
    const part = facts.readings.find((one) => one.number === reading);
    const told = evidence.get(number)?.evidence.some(({ kind }) => kind === 'fragment');
    if (part) add(number, (part.confidence * worth.completion) / of, told ? null : fragment(part));
  }

  const rows = [...evidence].map(([number, { evidence: reasons, chance }]) => {
    let left = chance;
    const speak = (reason: CandidateEvidence & { kind: keyof typeof against }) => {
      left *= against[reason.kind];
      reasons.push(reason);
    };
    const similarity = facts.likeness.get(number);
    if (similarity !== undefined && similarity < SAME_FACE && !known.has(number))
      speak({ kind: 'facesDiffer', similarity });
    if (facts.taken.has(number)) speak({ kind: 'taken' });
    if (!facts.allowed(number)) speak({ kind: 'outsideRules' });
    else if (facts.listed(number) === false) speak({ kind: 'unlisted' });
    return { number, chance: left, evidence: reasons };
  });
  rows.sort(
    (a, b) => b.chance - a.chance || a.number.length - b.number.length || (a.number < b.number ? -1 : 1),
  );
  const sum = rows.reduce((total, { chance }) => total + chance, 0);
  return rows.slice(0, ROWS).map(({ number, chance, evidence: reasons }) => ({
    number,
    // Rounded down where all are divided up: they never sum to more than a hundred.
    percent: sum > 1 ? Math.floor((100 * chance) / sum) : Math.floor(100 * chance),
    evidence: reasons,
  }));
}

const fragment = ({ number, confidence }: CandidateFacts['readings'][number]): CandidateEvidence => ({
  kind: 'fragment',
  reading: number,
  confidence,
});

/** Each number once, by the reading that says most of it. */
function uniqueBy(completions: CandidateFacts['completions']): CandidateFacts['completions'] {
  return completions.filter(
    ({ number, of }, at) =>
      !completions.some(
        (other, place) => other.number === number && (other.of < of || (other.of === of && place < at)),
      ),
  );
}

/** Of each number, the face that is surest of it. */
function knownFaces({ faces }: CandidateFacts): Map<string, FaceSays> {
  const known = new Map<string, FaceSays>();
  for (const face of faces) {
    if (face.confidence > (known.get(face.number)?.confidence ?? -1)) known.set(face.number, face);
  }
  return known;
}

function readNumbers({ readings }: CandidateFacts) {
  const numbers = new Map<string, { photos: number; confidence: number }>();
  for (const { number, confidence } of readings) {
    const known = numbers.get(number);
    numbers.set(number, {
      photos: (known?.photos ?? 0) + 1,
      confidence: Math.max(confidence, known?.confidence ?? 0),
    });
  }
  return numbers;
}

/** Other numbers that a reading may be, where nothing read them outright. */
function mayReadNumbers({ readings }: CandidateFacts) {
  const numbers = new Map<string, { probability: number; read: string }>();
  for (const { number: read, alternatives } of readings) {
    for (const { number, probability } of alternatives) {
      if (readings.some((other) => other.number === number)) continue;
      if (probability > (numbers.get(number)?.probability ?? 0)) numbers.set(number, { probability, read });
    }
  }
  return numbers;
}

/** Of each number, where it was seen closest in time. */
function nearest(seen: CandidateFacts['seen']) {
  const numbers = new Map<string, CandidateFacts['seen'][number]>();
  for (const one of seen) {
    const known = numbers.get(one.number);
    if (!known || Math.abs(one.seconds) < Math.abs(known.seconds)) numbers.set(one.number, one);
  }
  return numbers;
}
