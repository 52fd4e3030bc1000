import type { Place, Verdict } from '../contract/decision.ts';
import type { ReviewAnswer } from '../contract/review.ts';
import type { Doubt } from './review-doubts.ts';

/** A doubt that is answered, in its photo. */
export interface Answered {
  readonly photoId: string;
  readonly doubt: Doubt;
}

/**
 * What an answer says of each doubt: all of it is one action.
 *
 * @param companions The other doubts of the question: whoever is another person is none of them.
 */
export function answerVerdicts(
  answer: ReviewAnswer,
  answered: readonly Answered[],
  companions: readonly Answered[],
): Verdict[] {
  switch (answer.kind) {
    case 'number': {
      const number = answer.number.toUpperCase();
      return answered.flatMap(({ photoId, doubt }): Verdict[] => {
        const place = placeOf(photoId, doubt);
        const worn: Verdict = { kind: 'bib', place, number, worn: true };
        const denied = doubt.read?.number ?? null;
        if (denied === null || denied === number) return [worn];
        return [{ kind: 'bib', place, number: denied, worn: false }, worn];
      });
    }
    case 'none':
      return answered.flatMap(({ photoId, doubt }): Verdict[] => {
        const place = placeOf(photoId, doubt);
        const face = faceOf(photoId, doubt) ?? place;
        if (doubt.number === null) return [{ kind: 'name', place: face, number: null }];
        return numbersOf(doubt).map((number) => ({ kind: 'bib', place, number, worn: false }));
      });
    case 'other':
      return answered.flatMap(({ photoId, doubt }): Verdict[] => {
        const place = placeOf(photoId, doubt);
        const number = answer.guess ?? doubt.number;
        const face = faceOf(photoId, doubt);
        const others = companions.flatMap((one) => faceOf(one.photoId, one.doubt) ?? []);
        const other = others.find((one) => one.photoId !== photoId);
        return [
          ...(number === null ? [] : [{ kind: 'bib' as const, place, number, worn: false }]),
          ...(face && other ? [{ kind: 'person' as const, place: face, other, same: false }] : []),
        ];
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

/** All numbers that a doubt may be about. */
const numbersOf = ({ number, read, faceSays, rivals }: Doubt): string[] => [
  ...new Set([number, read?.number, faceSays?.number, ...rivals].filter((one) => one != null)),
];

const placeOf = (photoId: string, { box }: Doubt): Place => ({ photoId, box });

const faceOf = (photoId: string, { face }: Doubt): Place | null => face && { photoId, box: face.box };
