import type { RelativeBox } from '../contract/decision.ts';
import type { ReviewPhoto, ReviewSurroundings } from '../contract/review-photo.ts';

/** A state of an event, as `reviewPhotos` gave it. */
export interface ReviewState {
  readonly revision: number;
  /** Another one means that photos are gone: everything is to be taken over anew. */
  readonly generation: number;
}

/** What Review asks of a catalog. */
export interface ReviewRecords {
  /**
   * Photos with something to review and those of their bursts, as they are now: all of them, or those that changed
   * after a state, whether they have anything to review or not. `whole` says which it was. `also` names others that
   * are wanted beside these, by their ids.
   */
  reviewPhotos(
    eventId: string,
    since: ReviewState | null,
    also: readonly string[],
  ): Promise<{
    readonly state: ReviewState;
    readonly whole: boolean;
    readonly photos: readonly ReviewPhoto[];
  }>;
  /**
   * Answers of Review that are not taken back, and the sightings that they settled; `startList` is another number
   * whenever the start list is another one.
   */
  reviewTotals(
    eventId: string,
  ): Promise<{ readonly answers: number; readonly settled: number; readonly startList: number }>;
  /**
   * All numbers that anything says of each place, shown or not: read there, or known of its face or its burst.
   * Whoever denies only the one that is shown has the next one come up.
   */
  numbersAt(
    eventId: string,
    places: readonly {
      readonly photoId: string;
      readonly box: RelativeBox;
      readonly faceId: string | null;
    }[],
  ): Promise<readonly string[][]>;
  /** What is around the best frame of a question, and known of the numbers that it may be answered with. */
  reviewSurroundings(
    eventId: string,
    question: {
      readonly photoId: string;
      readonly faceId: string | null;
      readonly photoIds: readonly string[];
      readonly numbers: readonly string[];
    },
  ): Promise<ReviewSurroundings>;
}
