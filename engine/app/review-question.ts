import type { Catalog } from '../catalog/catalog.ts';
import type { RelativeBox } from '../contract/decision.ts';
import type { Event } from '../contract/event.ts';
import { iou } from '../contract/geometry.ts';
import type { ReviewCandidate, ReviewMember, ReviewNeighbour, ReviewQuestion } from '../contract/review.ts';
import type { ReviewSurroundings } from '../contract/review-photo.ts';
import { bodyCrop } from '../people/body-crop.ts';
import { candidatesOf } from '../people/review-candidates.ts';
import { isNear } from '../people/review-doubts.ts';
import type { PlacedDoubt, Question } from '../people/review-questions.ts';
import { isAllowed } from '../people/sightings.ts';
import { cropOf, type ReviewDesk } from './review-desk.ts';

/** Bibs of the start list that a part of a number is completed to: more are nobody's help. */
const COMPLETED = 4;
/** Two boxes of one person in two frames of a burst overlap at least so much, as shares of the photo. */
const SAME_PLACE_IN_BURST = 0.1;

type Frame = ReviewSurroundings['frames'][number];

/** Everything that the screen shows of one question. */
export async function shownQuestion(
  catalog: Catalog,
  event: Event,
  desk: ReviewDesk,
  question: Question,
): Promise<ReviewQuestion> {
  const best = question.doubts[0]!;
  const readings = question.doubts.flatMap(({ doubt }) =>
    doubt.read === null ? [] : [{ ...doubt.read, alternatives: doubt.alternatives }],
  );
  const completed = readings.flatMap(({ number: reading }) => {
    const numbers = desk.bibs.entriesOf(reading).length > 0 ? [] : [...new Set(desk.bibs.longer(reading))];
    return numbers.map((number) => ({ number, reading, of: numbers.length }));
  });
  const completions = completed.toSorted((a, b) => a.of - b.of).slice(0, COMPLETED);
  const named = new Set([
    ...question.doubts.flatMap(({ doubt }) => [doubt.number, doubt.faceSays?.number, doubt.person?.guess]),
    ...readings.flatMap(({ alternatives }) => alternatives.map(({ number }) => number)),
    question.guess,
  ]);
  const surroundings = await catalog.reviewSurroundings(event.id, {
    photoId: best.photo.id,
    faceId: best.doubt.face?.id ?? null,
    photoIds: [...new Set(question.doubts.map(({ photo }) => photo.id))],
    numbers: [...new Set([...named, ...completions.map(({ number }) => number)])].filter(
      (number) => number != null,
    ),
  });
  const { frames, athletes, names } = surroundings;
  const seen = frames.flatMap(({ sightings, seconds, sameBurst }) =>
    sameBurst
      ? sightings
          .filter(({ accepted }) => accepted)
          .map(({ number, confidence }) => ({ number, confidence, seconds }))
      : [],
  );
  const candidates = candidatesOf({
    readings,
    faces: question.doubts.flatMap(({ doubt }) => doubt.faceSays ?? []),
    guesses: question.doubts.flatMap(({ doubt }) => doubt.person?.guess ?? []),
    likeness: new Map(
      [...athletes].flatMap(([number, { likeness }]) => (likeness === null ? [] : [[number, likeness]])),
    ),
    seen,
    taken: new Set(best.photo.known),
    listed: (number) => (desk.bibs.isEmpty ? null : desk.bibs.entriesOf(number).length > 0),
    allowed: (number) => isAllowed(number, event.bibRules),
    completions,
  });
  return {
    row: desk.row(question),
    members: question.doubts.map((placed) => memberOf(placed, names)),
    candidates: candidates.map(
      (candidate): ReviewCandidate => ({
        number: candidate.number,
        percent: candidate.percent,
        evidence: [...candidate.evidence],
        entries: [...desk.bibs.entriesOf(candidate.number)],
        faceId: athletes.get(candidate.number)?.faceId ?? null,
        photos: athletes.get(candidate.number)?.photos ?? 0,
      }),
    ),
    earlier: neighbourOf(frames.filter(({ seconds }) => seconds < 0).reverse(), best, question.guess),
    later: neighbourOf(
      frames.filter(({ seconds, photoId }) => seconds >= 0 && photoId !== best.photo.id),
      best,
      question.guess,
    ),
  };
}

function memberOf({ doubt, photo }: PlacedDoubt, names: ReadonlyMap<string, string>): ReviewMember {
  return {
    photoId: photo.id,
    number: doubt.number,
    box: doubt.box,
    name: names.get(photo.id) ?? '',
    takenAt: photo.takenAt,
    aspect: photo.aspect,
    faceId: doubt.face?.id ?? null,
    read: doubt.read,
    crop: cropOf(doubt, photo.aspect),
  };
}

/**
 * Of the frames on one side, nearest first, the one in which the same person is read best; the nearest where nobody
 * was read like that. Null without any.
 */
function neighbourOf(
  frames: readonly Frame[],
  { doubt, photo }: PlacedDoubt,
  guess: string | null,
): ReviewNeighbour | null {
  let best: { frame: Frame; seen: Frame['sightings'][number] | null; worth: number } | null = null;
  for (const [distance, frame] of frames.entries()) {
    const seen = sameOne(frame, doubt.box, guess ?? doubt.number);
    // A frame that reads as well and is nearer tells more: the face is as it is here.
    const worth = (seen ? seen.confidence : 0) - 0.02 * distance + (frame.sameBurst ? 0.1 : 0);
    if (best === null || worth > best.worth) best = { frame, seen, worth };
  }
  if (best === null) return null;
  const { frame, seen } = best;
  return {
    photoId: frame.photoId,
    name: frame.name,
    aspect: frame.aspect,
    seconds: frame.seconds,
    read: seen ? { number: seen.number, confidence: seen.confidence } : null,
    crop:
      seen?.box || seen?.faceBox
        ? bodyCrop(seen.faceBox, seen.box, frame.aspect)
        : cropOf(doubt, photo.aspect),
  };
}

/** Who is likely the same person in another frame: by the number, else by the place. */
function sameOne(frame: Frame, box: RelativeBox, number: string | null): Frame['sightings'][number] | null {
  const byNumber = frame.sightings.find((sighting) => sighting.number === number);
  if (byNumber) return byNumber;
  const near = frame.sightings
    .filter(
      (sighting) => number === null || isNear(sighting.number, number) || isNear(number, sighting.number),
    )
    .map((sighting) => ({ sighting, shared: sighting.box ? iou(sighting.box, box) : 0 }))
    .filter(({ shared }) => shared >= SAME_PLACE_IN_BURST)
    .sort((a, b) => b.shared - a.shared);
  return near[0]?.sighting ?? null;
}
