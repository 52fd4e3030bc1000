import type { Place, Verdict } from '../contract/decision.ts';
import type { ReviewAnswer } from '../contract/review.ts';
import type { Doubt } from './review-doubts.ts';

/** A doubt that is answered, in its photo. */
export interface Answered {
  readonly photoId: string;
  readonly doubt: Doubt;
}

/** What an answer says of each doubt: all of it is one action. */
export function answerVerdicts(answer: ReviewAnswer, answered: readonly Answered[]): Verdict[] {
  switch (answer.kind) {
    case 'number': {
      const number = answer.number.toUpperCase();
      return answered.flatMap(({ photoId, doubt }): Verdict[] => {
        const place = placeOf(photoId, doubt);
        const worn: Verdict = { kind: 'bib', place, number, worn: true };
        if (doubt.number === null || doubt.number === number) return [worn];
        return [{ kind: 'bib', place, number: doubt.number, worn: false }, worn];
      });
    }
    case 'none':
      return answered.map(({ photoId, doubt }): Verdict => {
        const place = placeOf(photoId, doubt);
        if (doubt.number === null)
          return { kind: 'name', place: faceOf(photoId, doubt) ?? place, number: null };
        return { kind: 'bib', place, number: doubt.number, worn: false };
      });
    case 'other':
      return answered.flatMap(({ photoId, doubt }) => {
        const place = placeOf(photoId, doubt);
        const numbers = new Set([answer.guess, doubt.number].filter((number) => number !== null));
        return [...numbers].map((number): Verdict => ({ kind: 'bib', place, number, worn: false }));
      });
  }
}

/** Whoever was left out is somebody else than those who were answered, as far as faces can tell. */
export function leftOutVerdicts(answered: readonly Answered[], leftOut: readonly Answered[]): Verdict[] {
  const [other] = answered.flatMap(({ photoId, doubt }) => faceOf(photoId, doubt) ?? []);
  if (!other) return [];
  return leftOut.flatMap(({ photoId, doubt }): Verdict[] => {
    const place = faceOf(photoId, doubt);
    return place ? [{ kind: 'person', place, other, same: false }] : [];
  });
}

const placeOf = (photoId: string, { box }: Doubt): Place => ({ photoId, box });

const faceOf = (photoId: string, { face }: Doubt): Place | null => face && { photoId, box: face.box };
