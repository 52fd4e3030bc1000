import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Verdict } from '../contract/decision.ts';
import type { ReviewAnswer, ReviewPlace } from '../contract/review.ts';
import type { ReviewQuestions } from '../people/review-questions.ts';
import { type Answered, answerVerdicts, leftOutVerdicts } from '../people/review-verdicts.ts';
import type { AppContext } from './context.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';
import { doubtAt, ReviewDesk } from './review-desk.ts';
import { shownQuestion } from './review-question.ts';

export const review = {
  open: os.review.open.handler(async ({ input, context }) => {
    const { desk, evidence } = await deskOf(context, input.event);
    // Persons are read once after a start; their questions come in when they are.
    if (evidence.people.version === 0) evidence.soon();
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
      const said = answer.kind === 'none' ? await withAllNumbers(catalog, event.id, open) : open;
      const verdicts: Verdict[] = [
        ...answerVerdicts(answer, said, companionsOf(questions, open)),
        ...leftOutVerdicts(open, stillOpen(questions, leftOut)),
      ];
      if (verdicts.length === 0) {
        throw new AppError(
          'INPUT_INVALID',
          'Nothing is thought of this face that could be denied. Type its number, press N for none, or skip it.',
        );
      }
      const action = await catalog.act(event.id, maker, whatOf(answer, open), verdicts);
      return { action, settledBefore: places.length - open.length };
    });
    return { action, settledBefore, queue: await desk.queue(rows) };
  }),
};

/** Places that are still to review, with what they leave open. */
function stillOpen(questions: ReviewQuestions, places: readonly ReviewPlace[]): Answered[] {
  return places.flatMap((place) => {
    const doubt = doubtAt(questions, place);
    return doubt ? [{ photoId: place.photoId, doubt }] : [];
  });
}

/** With every number that might come up in place of the one that is denied. */
async function withAllNumbers(
  catalog: Catalog,
  eventId: string,
  answered: readonly Answered[],
): Promise<Answered[]> {
  const numbers = await catalog.numbersAt(
    eventId,
    answered.map(({ photoId, doubt }) => ({ photoId, box: doubt.box, faceId: doubt.face?.id ?? null })),
  );
  return answered.map(({ photoId, doubt }, i) => ({
    photoId,
    doubt: doubt.number === null ? doubt : { ...doubt, rivals: [...doubt.rivals, ...(numbers[i] ?? [])] },
  }));
}

/** Doubts that are asked about together with those that are answered. */
function companionsOf(questions: ReviewQuestions, answered: readonly Answered[]): Answered[] {
  const own = new Set(answered.map(({ doubt }) => doubt));
  return questions
    .ofPhoto(answered[0]!.photoId)
    .filter(({ doubts }) => doubts.some(({ doubt }) => own.has(doubt)))
    .flatMap(({ doubts }) => doubts)
    .filter(({ doubt }) => !own.has(doubt))
    .map(({ doubt, photo }) => ({ photoId: photo.id, doubt }));
}

function whatOf(answer: ReviewAnswer, answered: readonly Answered[]) {
  const number =
    answer.kind === 'number' ? answer.number.toUpperCase() : answer.kind === 'other' ? answer.guess : null;
  const photos = new Set(answered.map(({ photoId }) => photoId)).size;
  return { kind: 'review' as const, answer: answer.kind, number, sightings: answered.length, photos };
}

/** One for each event and catalog, since they remember. */
const desks = new WeakMap<Catalog, Map<string, ReviewDesk>>();

/** @throws AppError EVENT_NOT_FOUND */
async function deskOf(context: AppContext, name: string) {
  const catalog = await context.catalog();
  const event = await eventCalled(catalog, name);
  const ofCatalog = desks.get(catalog) ?? new Map<string, ReviewDesk>();
  desks.set(catalog, ofCatalog);
  const evidence = await context.settler(event.id);
  const desk = ofCatalog.get(event.id) ?? new ReviewDesk(catalog, event.id, evidence.people);
  ofCatalog.set(event.id, desk);
  return { catalog, event, desk, evidence };
}
