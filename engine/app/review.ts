import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Verdict } from '../contract/decision.ts';
import type { ReviewAnswer, ReviewPlace } from '../contract/review.ts';
import type { Doubt } from '../people/review-doubts.ts';
import type { ReviewQuestions } from '../people/review-questions.ts';
import { answerVerdicts, leftOutVerdicts } from '../people/review-verdicts.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { doubtAt, ReviewDesk } from './review-desk.ts';
import { shownQuestion } from './review-question.ts';

export const review = {
  open: os.review.open.handler(async ({ input, context }) => {
    const { desk } = await deskOf(context, input.event);
    return desk.queue(input.rows);
  }),

  counts: os.review.counts.handler(async ({ input, context }) => {
    const { desk } = await deskOf(context, input.event);
    return desk.counts();
  }),

  question: os.review.question.handler(async ({ input, context }) => {
    const { catalog, event, desk } = await deskOf(context, input.event);
    const question = (await desk.questions()).get(input.question);
    return question && shownQuestion(catalog, event, desk, question);
  }),

  find: os.review.find.handler(async ({ input, context }) => {
    const { desk } = await deskOf(context, input.event);
    const found = (await desk.questions()).ofPhoto(input.photoId);
    const best = found.find(({ guess }) => guess === input.number) ?? found[0];
    return { question: best?.id ?? null };
  }),

  answer: os.review.answer.handler(async ({ input, context }) => {
    const { catalog, event, desk } = await deskOf(context, input.event);
    const { answer, places, leftOut, rows } = input;
    const maker = await context.maker();
    const { action, settledBefore } = await desk.inTurn(async (questions) => {
      const open = stillOpen(questions, places);
      if (open.length === 0) {
        throw new AppError(
          'ALREADY_ANSWERED',
          'Somebody has answered this meanwhile. Nothing was changed; the queue shows what is left.',
        );
      }
      const verdicts: Verdict[] = [
        ...answerVerdicts(answer, open),
        ...leftOutVerdicts(open, stillOpen(questions, leftOut)),
      ];
      const action = await catalog.act(event.id, maker, whatOf(answer, open.length), verdicts);
      return { action, settledBefore: places.length - open.length };
    });
    return { action, settledBefore, queue: await desk.queue(rows) };
  }),
};

/** Places that are still to review, with what they leave open. */
function stillOpen(
  questions: ReviewQuestions,
  places: readonly ReviewPlace[],
): { photoId: string; doubt: Doubt }[] {
  return places.flatMap((place) => {
    const doubt = doubtAt(questions, place);
    return doubt ? [{ photoId: place.photoId, doubt }] : [];
  });
}

function whatOf(answer: ReviewAnswer, sightings: number) {
  const number =
    answer.kind === 'number' ? answer.number.toUpperCase() : answer.kind === 'other' ? answer.guess : null;
  return { kind: 'review' as const, answer: answer.kind, number, sightings };
}

/** One for each event and catalog, since they remember. */
const desks = new WeakMap<Catalog, Map<string, ReviewDesk>>();

/** @throws AppError EVENT_NOT_FOUND */
async function deskOf(context: AppContext, name: string) {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, name);
  const ofCatalog = desks.get(catalog) ?? new Map<string, ReviewDesk>();
  desks.set(catalog, ofCatalog);
  const desk = ofCatalog.get(event.id) ?? new ReviewDesk(catalog, event.id);
  ofCatalog.set(event.id, desk);
  return { catalog, event, desk };
}
