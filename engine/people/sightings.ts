import type { BibRules } from '../contract/bib-rules.ts';
import type {
  DerivedSighting,
  Evidence,
  FaceHint,
  PhotoEvidence,
  SightingState,
} from '../contract/sighting.ts';
import { type Claim, claimsOf, hearWords } from './claims.ts';
import { facesOfBibs } from './faces-of-bibs.ts';
import { hearOtherPhotos } from './other-photos.ts';

/** Nothing that a machine says is surer. */
const SUREST = 0.999;

/**
 * Sightings of one photo, from all that is known of it: what was read in it, what the same faces and the frames of its
 * burst show in other photos, and what people said.
 *
 * Evidence of one number adds up as independent looks do: the doubt that all of it is wrong is the product of
 * theirs. Where the face says one number and the bib another, they compete by their odds, since one person wears one.
 * A person's word settles it.
 */
export function sightingsOf(photo: PhotoEvidence): DerivedSighting[] {
  const claims = claimsOf(photo.readings);
  hearOtherPhotos(claims, photo);
  hearWords(claims, photo);
  const hints = new Map(photo.hints?.faces.map((hint) => [hint.faceId, hint]));
  const judged = claims.flatMap((claim) => {
    const verdict = judge(claim, claims, hints, photo);
    return verdict ? [{ claim, ...verdict }] : [];
  });
  const faceOf = facesOf(
    photo.faces,
    judged.filter(({ state }) => state !== 'rejected').map(({ claim }) => claim),
  );
  return judged
    .map(
      ({ claim, state, confidence }): DerivedSighting => ({
        number: claim.number,
        state,
        confidence,
        box: claim.box,
        faceId: faceOf.get(claim) ?? null,
        readingId: claim.readings[0]?.id ?? null,
        evidence: evidenceOf(claim, claims, hints, photo),
      }),
    )
    .sort(strongestFirst);
}

/** Faces of claims: those that were asked, then those that the bibs of people's words belong to. */
function facesOf(faces: PhotoEvidence['faces'], claims: readonly Claim[]): Map<Claim, string | null> {
  const taken = new Set(claims.map(({ faceId }) => faceId));
  const free = faces.filter(({ id }) => !taken.has(id));
  const rest = claims.filter(({ faceId, box }) => faceId === null && box !== null);
  const owners = facesOfBibs(
    free,
    rest.map(({ box }) => box!),
  );
  return new Map([
    ...claims.map((claim) => [claim, claim.faceId] as const),
    ...rest.map((claim, i) => [claim, owners[i]!] as const),
  ]);
}

type Hints = ReadonlyMap<string, FaceHint>;

/** Null for what is not shown. */
function judge(
  claim: Claim,
  claims: readonly Claim[],
  hints: Hints,
  { rules, thresholds, listed }: PhotoEvidence,
): { state: SightingState; confidence: number } | null {
  const { number, words, overruled } = claim;
  const [word] = words;
  if (word && !word.worn) return { state: 'rejected', confidence: 0 };
  if (overruled) return null;
  if (word) return { state: 'accepted', confidence: 1 };
  const confidence = competing(claim, claims, hints);
  if (confidence < thresholds.review) return null;
  // What nobody was given is most likely misread, or no bib at all.
  const given = isAllowed(number, rules) && listed(number) !== false;
  const accepted = confidence >= thresholds.accept && given;
  return { state: accepted ? 'accepted' : 'review', confidence };
}

/** Probability of a claim beside those of the same face. */
function competing(claim: Claim, claims: readonly Claim[], hints: Hints): number {
  const own = alone(claim);
  if (claim.faceId === null) return own;
  const rivals = claims.filter(
    (other) => other !== claim && other.faceId === claim.faceId && other.words.length === 0,
  );
  const named = hints.get(claim.faceId)?.named;
  const nobody = named?.number === null ? odds(named.confidence) : 0;
  if (rivals.length === 0 && nobody === 0) return own;
  const all = rivals.reduce((sum, rival) => sum + odds(alone(rival)), 1 + nobody + odds(own));
  return rounded(odds(own) / all);
}

/** Probability of a claim by itself. */
function alone({ readings, hint, burst }: Claim): number {
  const read = readings[0]?.confidence ?? 0;
  if (hint === null && burst === null) return read;
  const doubt = (1 - read) * (1 - (hint?.confidence ?? 0)) * (1 - (burst?.confidence ?? 0));
  return rounded(Math.min(SUREST, 1 - doubt));
}

function odds(probability: number): number {
  const p = Math.min(SUREST, probability);
  return p / (1 - p);
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}

/** A person's word first, then names, readings, faces, bursts, and what the number itself says. */
function evidenceOf(
  { number, readings, words, faceId, hint, burst }: Claim,
  claims: readonly Claim[],
  hints: Hints,
  { rules, listed }: PhotoEvidence,
): Evidence[] {
  const evidence: Evidence[] = words.map(({ author, at, worn }) => ({ kind: 'person', author, at, worn }));
  const face = faceId === null ? undefined : hints.get(faceId);
  const named = face?.named;
  if (named && (named.number === number || named.number === null)) {
    evidence.push({ kind: 'named', number: named.number, author: named.author, at: named.at });
  }
  for (const reading of readings) {
    evidence.push({ kind: 'reading', number: reading.number, confidence: reading.confidence });
  }
  if (face && hint && (hint.photos > 0 || !named)) {
    evidence.push({ kind: 'face', ...hint, likeness: face.likeness });
  }
  if (face && words.length === 0) {
    for (const other of claims) {
      if (other.faceId !== faceId || other.number === number || !other.hint || other.overruled) continue;
      if (other.hint.confidence <= (hint?.confidence ?? 0)) continue;
      evidence.push({ kind: 'faceDisagrees', ...other.hint, likeness: face.likeness });
    }
  }
  if (burst) {
    const { seconds, confidence, photoId } = burst;
    evidence.push({ kind: 'burst', number: burst.number, seconds, confidence, photoId });
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
