import type { AnalyzedPhoto } from '../contract/analyzed-photo.ts';
import type { IndexedReading } from '../contract/photo.ts';
import { failedPhoto } from './analyzed-photo.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const readings = {
  list: os.readings.list.handler(async function* ({ input, context, signal }) {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    await (await context.settler(event.id)).settle();
    for await (const photo of catalog.photos(event.id)) {
      if (signal?.aborted) return;
      const file = photo.files[0]?.path ?? photo.id;
      if (photo.findings) {
        const { width, height, sharpness, faces, bibs, timings } = photo.findings;
        yield {
          file,
          sha256: photo.id,
          width,
          height,
          sharpness,
          faces: faces.map(({ box, score, landmarks, quality }) => ({ box, score, landmarks, quality })),
          bibs: settledBibs(bibs),
          timings,
          error: null,
        };
      } else if (photo.failure) {
        yield failedPhoto(file, photo.failure);
      }
    }
    for await (const { path, error } of catalog.unreadableFiles(event.id)) yield failedPhoto(path, error);
  }),
};

/** Each number once: two readings of a photo may settle on the same one. */
function settledBibs(readings: readonly IndexedReading[]): AnalyzedPhoto['bibs'] {
  const byNumber = new Map<string, AnalyzedPhoto['bibs'][number]>();
  for (const { number, confidence, box, settled } of readings) {
    const bib = { number, confidence, ...settled, box };
    if (bib.confidence > (byNumber.get(bib.number)?.confidence ?? -1)) byNumber.set(bib.number, bib);
  }
  return [...byNumber.values()].sort((a, b) => b.confidence - a.confidence);
}
