import * as z from 'zod';
import { Action } from './action.ts';
import { RelativeBox } from './decision.ts';
import { Sha256 } from './photo.ts';
import { Entry } from './start-list.ts';

/** Why something is asked, in the terms that a row of the queue shows. The strongest reason of its sightings. */
export const ReviewReason = z.discriminatedUnion('kind', [
  /** A face that is in several photos, and no number is known of it. */
  z.object({ kind: z.literal('unnamed'), photos: z.int() }),
  /** The face, or the frames around it, say another number than the bib. */
  z.object({ kind: z.literal('disagrees'), reading: z.string() }),
  /** The reading may as well be another number. */
  z.object({ kind: z.literal('two'), other: z.string() }),
  /** Not among the numbers that the event's rules allow. */
  z.object({ kind: z.literal('outsideRules') }),
  /** Part of numbers of the start list: a digit may be hidden. */
  z.object({ kind: z.literal('cut') }),
  z.object({ kind: z.literal('unlisted') }),
  /** The face is known by this number in so many photos. */
  z.object({ kind: z.literal('sameFace'), photos: z.int() }),
  /** Read, and not surely. */
  z.object({ kind: z.literal('unsure'), confidence: z.number() }),
]);
export type ReviewReason = z.infer<typeof ReviewReason>;

/** What one answer settles, as the queue lists it. */
export const ReviewRow = z.object({
  /** The same while the question is: it does not change with the sightings in it. */
  id: z.string(),
  /** Changes whenever the question's sightings do: what was fetched of an earlier version is out of date. */
  version: z.int(),
  /** The number that is thought to be right; null where nothing is. */
  guess: z.string().nullable(),
  /** The same as it is shown, `34_` where a digit may be hidden. */
  shown: z.string().nullable(),
  reason: ReviewReason,
  /** Sightings that one answer settles. */
  sightings: z.int(),
  /** 0…1: how likely the guess is, of the surest sighting. */
  certainty: z.number(),
  /** Photo of the best frame, with the face in question and the part to be cut out of it. */
  photoId: Sha256,
  faceId: z.string().nullable(),
  crop: RelativeBox,
});
export type ReviewRow = z.infer<typeof ReviewRow>;

/** How far the review of an event is. */
export const ReviewCounts = z.object({
  questions: z.int(),
  /** Sightings in them. */
  sightings: z.int(),
  /** Sightings that answers in force have settled, and how many answers that took. */
  settled: z.int(),
  answers: z.int(),
});
export type ReviewCounts = z.infer<typeof ReviewCounts>;

export const ReviewQueue = z.object({
  /** State of the event that this is of. */
  revision: z.int(),
  counts: ReviewCounts,
  /** Whether faces are still being grouped: more may be asked in a moment. */
  grouping: z.boolean(),
  /** Whether bibs of this event have letters, so that letters are typed as digits are. */
  letters: z.boolean(),
  /** The first questions: those that settle most first, then the surest. */
  rows: z.array(ReviewRow),
});
export type ReviewQueue = z.infer<typeof ReviewQueue>;

/** A sighting as Review names it: by its place, since findings come and go. */
export const ReviewPlace = z.object({
  photoId: Sha256,
  /** Null of a face whose number nobody knows. */
  number: z.string().nullable(),
  /** Of the bib, else of the face. */
  box: RelativeBox,
});
export type ReviewPlace = z.infer<typeof ReviewPlace>;

/** One sighting of a question. */
export const ReviewMember = ReviewPlace.extend({
  /** Name of its photo: `HHM_4128`. */
  name: z.string(),
  /** Milliseconds since 1970 UTC. */
  takenAt: z.number().nullable(),
  /** Width by height of the photo. */
  aspect: z.number(),
  faceId: z.string().nullable(),
  /** What was read there; null where nothing was. */
  read: z.object({ number: z.string(), confidence: z.number() }).nullable(),
  /** Head to bib. */
  crop: RelativeBox,
});
export type ReviewMember = z.infer<typeof ReviewMember>;

/** What speaks for a number, or against it. The screen puts it into words. */
export const CandidateEvidence = z.discriminatedUnion('kind', [
  /** Read in so many of the question's photos, at best with this confidence. */
  z.object({ kind: z.literal('read'), number: z.string(), photos: z.int(), confidence: z.number() }),
  /** What was read may be this number as well; `digit` counts from 0 where one digit alone differs. */
  z.object({
    kind: z.literal('mayRead'),
    number: z.string(),
    digit: z.int().nullable(),
    probability: z.number(),
  }),
  /** Only a part of the number was read. */
  z.object({ kind: z.literal('fragment'), reading: z.string(), confidence: z.number() }),
  /** The same face in so many photos with that number; mean cosine, where it is known. */
  z.object({ kind: z.literal('sameFace'), photos: z.int(), similarity: z.number().nullable() }),
  /** The face of whoever has that number is another. */
  z.object({ kind: z.literal('facesDiffer'), similarity: z.number() }),
  /** Accepted in another frame of the burst: seconds later, earlier where it is negative. */
  z.object({ kind: z.literal('seen'), seconds: z.number(), confidence: z.number() }),
  /** Somebody else in the same photo has that number. */
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('unlisted') }),
  z.object({ kind: z.literal('outsideRules') }),
]);
export type CandidateEvidence = z.infer<typeof CandidateEvidence>;

export const ReviewCandidate = z.object({
  number: z.string(),
  /** Whole percent; those of a question sum to at most 100. */
  percent: z.int().min(0).max(100),
  /** What the start list says; several where a bib was given twice. */
  entries: z.array(Entry),
  /** A face of whoever wears that number elsewhere. */
  faceId: z.string().nullable(),
  /** Photos in which it is accepted. */
  photos: z.int(),
  evidence: z.array(CandidateEvidence),
});
export type ReviewCandidate = z.infer<typeof ReviewCandidate>;

/** A frame before or after the one in question. */
export const ReviewNeighbour = z.object({
  photoId: Sha256,
  name: z.string(),
  aspect: z.number(),
  /** From the frame in question; negative where it is earlier. */
  seconds: z.number(),
  /** What is read of the same person there; null where nothing is. */
  read: z.object({ number: z.string(), confidence: z.number() }).nullable(),
  crop: RelativeBox,
});
export type ReviewNeighbour = z.infer<typeof ReviewNeighbour>;

/** Everything that the screen shows of one question. */
export const ReviewQuestion = z.object({
  row: ReviewRow,
  /** The best frame first, then in order of time. */
  members: z.array(ReviewMember).min(1),
  candidates: z.array(ReviewCandidate),
  earlier: ReviewNeighbour.nullable(),
  later: ReviewNeighbour.nullable(),
});
export type ReviewQuestion = z.infer<typeof ReviewQuestion>;

/** What somebody says of sightings. */
export const ReviewAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: z.string().trim().min(1).max(20) }),
  /** Nobody with a number. */
  z.object({ kind: z.literal('none') }),
  /** Not the one that is guessed, whoever it is. */
  z.object({ kind: z.literal('other'), guess: z.string().nullable() }),
]);
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

/** What an answer did, with the queue after it. */
export const ReviewAnswered = z.object({
  action: Action,
  /** Sightings of the answer that somebody had settled meanwhile; they are left as they are. */
  settledBefore: z.int(),
  queue: ReviewQueue,
});
export type ReviewAnswered = z.infer<typeof ReviewAnswered>;
