import { failedPhoto } from './analyzed-photo.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const readings = {
  list: os.readings.list.handler(async function* ({ input, context, signal }) {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
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
          bibs: bibs.map(({ number, confidence, box, settled }) => ({
            number: settled?.number ?? number,
            confidence: settled?.confidence ?? confidence,
            box,
          })),
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
