import type { FaceQuery } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { SearchInput } from '../contract/procedures/search.ts';
import { relativeBox } from '../contract/relative-box.ts';
import { samePersonCosine } from '../contract/same-person.ts';
import type { AnalysisTask } from './analysis-task.ts';
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

  names: os.search.names.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    return catalog.photosNamed(event.id, input.text, input.limit);
  }),

  face: os.search.face.handler(async ({ input, context, signal }) => {
    const event = await eventCalled(await context.catalog(), input.event);
    requireFaceSearch(event);
    const { image } = input;
    if (image.size > MOST_BYTES) {
      throw new AppError(
        'PHOTO_TOO_LARGE',
        `The picture has ${Math.round(image.size / 2 ** 20)} MB, and ${MOST_BYTES / 2 ** 20} MB is the most that is looked at. Save a smaller copy, or cut out the face.`,
      );
    }
    // By a message, not by a file: nothing of it may be left behind, whatever happens.
    const bytes = new Uint8Array(await image.arrayBuffer());
    const { width, height, faces } = await facesIn(context, event, { path: image.name, bytes }, signal);
    return faces.map(({ box, quality, embedding }) => ({
      box: relativeBox(box, { width, height }),
      quality,
      embedding: Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength).toString('base64'),
    }));
  }),
};

async function faceQuery(
  context: AppContext,
  event: Event,
  { faceImage, faceId, minSimilarity = samePersonCosine }: SearchInput,
  signal: AbortSignal | undefined,
): Promise<FaceQuery | null> {
  if (faceId !== undefined && faceImage !== undefined) {
    throw new AppError(
      'INPUT_INVALID',
      'Search by a picture or by a face of the event, not by both at once.',
    );
  }
  if (faceId !== undefined) return { faceId, minSimilarity };
  if (faceImage === undefined) return null;
  requireFaceSearch(event);
  const { faces } = await facesIn(context, event, { path: faceImage }, signal);
  return { embedding: faces[0]!.embedding, minSimilarity };
}

/** Larger pictures are no snapshots of a face, and would be held in memory three times. */
const MOST_BYTES = 64 * 2 ** 20;

function requireFaceSearch(event: Event): void {
  if (event.faceSearch) return;
  throw new AppError(
    'INPUT_INVALID',
    `Face search is off for the event "${event.name}". Search by bib or by time.`,
  );
}

/**
 * The faces of a picture with their embeddings, the largest first. Nothing of it is kept.
 * @throws AppError NO_FACE_IN_IMAGE, and as the analysis of a photo does
 */
async function facesIn(
  context: AppContext,
  event: Event,
  picture: Pick<AnalysisTask, 'path' | 'bytes'>,
  signal: AbortSignal | undefined,
) {
  const { pool } = await context.analysis(event.pack);
  const answer = await pool.run(
    { ...picture, embed: true, bibs: false, bibRules: null },
    { urgent: true, ...(signal && { signal }) },
  );
  if (answer.error) throw new AppError(answer.error.code, answer.error.message);
  const { width, height } = answer.findings;
  const faces = answer.findings.faces
    .flatMap(({ embedding, ...face }) => (embedding ? [{ ...face, embedding }] : []))
    .sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
  if (faces.length > 0) return { width, height, faces };
  throw new AppError(
    'NO_FACE_IN_IMAGE',
    `No face was found in ${picture.path}. Take a photo in which the face is larger, seen from the front.`,
  );
}
