import { link, mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { openDatabase } from '../../../engine/catalog/sqlite/open-database.ts';
import { generateRace } from '../../fixtures/race/generate-race.ts';

/** Longest side of each size, pixels. */
const sizes = { small: 240, thumb: 480, preview: 2048 } as const;
type Size = keyof typeof sizes;
const names = ['small', 'thumb', 'preview'] as const;
/** Photos that follow each other and share a picture, as frames of a burst are alike. */
const ALIKE = 4;

/** Draws a race once, and gives the files of its small pictures, thumbs and previews. */
export async function makePictures(
  home: string,
  count: number,
  progress: (line: string) => void,
): Promise<Record<Size, string>[]> {
  const race = await generateRace(
    { seed: 'large event', event: 'city-half', photos: count, width: 1600, height: 1067 },
    (done, of) => progress(`drawing pictures: ${done} of ${of}`),
  );
  const folder = path.join(home, 'pictures');
  await mkdir(folder, { recursive: true });
  const pictures: Record<Size, string>[] = [];
  for (const { path: source } of race.photos) {
    const stem = path.join(folder, path.parse(source).name);
    const picture = {
      small: `${stem}-small.jpg`,
      thumb: `${stem}-thumb.jpg`,
      preview: `${stem}-preview.jpg`,
    };
    for (const size of names) {
      await sharp(source)
        .autoOrient()
        .resize({ width: sizes[size], height: sizes[size], fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: 80 })
        .toFile(picture[size]);
    }
    pictures.push(picture);
    progress(`making sizes: ${pictures.length} of ${race.photos.length}    `);
  }
  return pictures;
}

/** Gives every photo of the event its pictures where the program looks for them. */
export async function linkPictures(
  home: string,
  eventId: string,
  pictures: readonly Record<Size, string>[],
): Promise<void> {
  const db = openDatabase(path.join(home, 'catalog.sqlite'));
  const ids = db
    .prepare('select p.id from photo p join event e on e.key = p.event_key where e.id = ? order by p.key')
    .pluck()
    .all(eventId) as string[];
  db.close();
  const folder = path.join(home, 'previews');
  for (let byte = 0; byte < 256; byte++) {
    await mkdir(path.join(folder, byte.toString(16).padStart(2, '0')), { recursive: true });
  }
  // As many at once as the thread pool of Node has threads; one at a time takes three times as long.
  const workers = Array.from({ length: 4 }, async (_, worker) => {
    for (let i = worker; i < ids.length; i += 4) {
      const id = ids[i]!;
      const picture = pictures[Math.floor(i / ALIKE) % pictures.length]!;
      const stem = path.join(folder, id.slice(0, 2), id);
      for (const size of names) await link(picture[size], `${stem}-${size}.jpg`);
    }
  });
  await Promise.all(workers);
}
