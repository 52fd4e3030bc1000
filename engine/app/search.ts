import type { FaceQuery } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { SearchInput } from '../contract/contract.ts';
import type { Event } from '../contract/event.ts';
import { samePersonCosine } from '../contract/same-person.ts';
import type { AppContext } from './context.ts';
import { timeSpan } from './event-time.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const search = {
  photos: os.search.photos.handler(async ({ input, context, signal }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const { event: _, limit, cursor, from, to, faceImage, faceId, minSimilarity, ...filters } = input;
    const face = await faceQuery(context, event, input, signal);
    return catalog.search(
      event.id,
      { ...filters, ...timeSpan(event, from, to), ...(face && { face }) },
      { limit, ...(cursor !== undefined && { cursor }) },
    );
  }),

  suggest: os.search.suggest.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return catalog.suggest(event.id, input.text, input.limit);
  }),

  face: os.search.face.handler(async () => {
    throw new Error('search.face is being built');
  }),
};

async function faceQuery(
  context: AppContext,
  event: Event,
  { faceImage, faceId, minSimilarity = samePersonCosine }: SearchInput,
  signal: AbortSignal | undefined,
): Promise<FaceQuery | null> {
  if (faceId !== undefined && faceImage !== undefined) {
    throw new AppError('INPUT_INVALID', 'Search by an image or by an indexed face, not by both at once.');
  }
  if (faceId !== undefined) return { faceId, minSimilarity };
  if (faceImage === undefined) return null;
  if (!event.faceSearch) {
    throw new AppError(
      'INPUT_INVALID',
      `Face search is off for the event "${event.name}". Search by bib or by time.`,
    );
  }
  const { pool } = await context.analysis(event.pack);
  const answer = await pool.run(
    { path: faceImage, embed: true, bibs: false, bibRules: null },
    { urgent: true, ...(signal && { signal }) },
  );
  if (answer.error) throw new AppError(answer.error.code, answer.error.message);
  const [largest] = answer.findings.faces.toSorted((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
  if (!largest?.embedding) {
    throw new AppError(
      'NO_FACE_IN_IMAGE',
      `No face was found in ${faceImage}. Take a photo in which the face is larger, seen from the front.`,
    );
  }
  return { embedding: largest.embedding, minSimilarity };
}
