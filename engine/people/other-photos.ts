import type { RelativeBox } from '../contract/decision.ts';
import type { FaceHint, PhotoEvidence } from '../contract/sighting.ts';
import { type Claim, claim } from './claims.ts';
import { facesOfBibs } from './faces-of-bibs.ts';
import { isPartOf } from './persons/join-rules.ts';

/** Of a reading in another frame of a burst so much counts, where the place fits. */
const BURST = { near: 0.5, elsewhere: 0.2, ofFragment: 0.6 } as const;

/**
 * Brings in what other photos say. Each face is given the bib that is read below it; where the person with the face
 * wears another number elsewhere, or no bib was read, that number becomes a claim beside it. A reading that lacks
 * a digit may be the number that the frame before shows at that place.
 */
export function hearOtherPhotos(claims: Claim[], photo: PhotoEvidence): void {
  const readable = claims.filter(({ readings }) => readings[0]!.confidence >= photo.thresholds.review);
  const owners = facesOfBibs(
    photo.faces,
    readable.map(({ box }) => box!),
  );
  for (const [i, one] of readable.entries()) one.faceId = owners[i]!;
  const { faces, burst } = photo.hints ?? { faces: [], burst: [] };
  for (const hint of faces) {
    const box = photo.faces.find(({ id }) => id === hint.faceId)?.box;
    if (box) hearFace(claims, hint, box);
  }
  for (const seen of burst) hearBurst(claims, seen);
}

function hearFace(claims: Claim[], { faceId, numbers, named }: FaceHint, faceBox: RelativeBox): void {
  // A name that a person gave stands for whatever was read elsewhere.
  const heard =
    named === null
      ? numbers
      : named.number === null
        ? []
        : [
            {
              number: named.number,
              confidence: named.confidence,
              photos: numbers.find(({ number }) => number === named.number)?.photos ?? 0,
            },
          ];
  for (const hint of heard) {
    const own = claims.find((one) => one.faceId === faceId && one.number === hint.number);
    if (own) {
      own.hint = hint;
      continue;
    }
    // Nobody is twice in a photo: the bib may lie where no face was looked for.
    const elsewhere = claims.find(({ number, readings }) => number === hint.number && readings.length > 0);
    if (elsewhere && elsewhere.faceId === null && elsewhere.hint === null) {
      elsewhere.faceId = faceId;
      elsewhere.hint = hint;
      continue;
    }
    const rival = claims.find((one) => one.number === hint.number && one.readings.length === 0);
    const strongest = Math.max(elsewhere?.readings[0]?.confidence ?? 0, rival?.hint?.confidence ?? 0);
    if (strongest >= hint.confidence) continue;
    if (rival) claims.splice(claims.indexOf(rival), 1);
    const bib = claims.find((one) => one.faceId === faceId && one.readings.length > 0);
    claims.push(claim({ number: hint.number, box: bib?.box ?? faceBox, faceId, hint }));
  }
}

function hearBurst(claims: Claim[], seen: NonNullable<Claim['burst']>): void {
  for (const one of claims.slice()) {
    if (one.readings.length === 0) continue;
    const near = isNear(one.box!, seen.box, seen.seconds);
    if (one.number === seen.number) {
      const confidence = seen.confidence * (near ? BURST.near : BURST.elsewhere);
      if (confidence > (one.burst?.confidence ?? 0)) one.burst = { ...seen, confidence };
      continue;
    }
    const hides = seen.number.length > one.number.length && isPartOf(one.number, seen.number);
    if (!near || !hides || claims.some(({ number }) => number === seen.number)) continue;
    const burst = { ...seen, confidence: seen.confidence * BURST.ofFragment };
    claims.push(claim({ number: seen.number, box: one.box, faceId: one.faceId, burst }));
  }
}

/** Whether a bib may have come from the one place to the other in so many seconds. */
function isNear(a: RelativeBox, b: RelativeBox, seconds: number): boolean {
  const width = Math.max(a[2], b[2]);
  const [x, y] = [a[0] + a[2] / 2 - b[0] - b[2] / 2, a[1] + a[3] / 2 - b[1] - b[3] / 2];
  return Math.hypot(x, y) <= width * (1 + 3 * Math.abs(seconds));
}
