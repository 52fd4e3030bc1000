import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '../../../engine/catalog/sqlite/open-database.ts';
import { openCatalog } from '../../catalog/open-catalog.ts';
import { linkPictures, makePictures } from '../large-event/pictures.ts';
import { fillLargeEvent } from '../large-event.ts';

const cache = path.join(import.meta.dirname, '../../.cache');

/**
 * A copy of the large event, which is made once: answers are written into it. Its pictures are those of the original,
 * by hard links.
 */
export async function copyOfLargeEvent(
  photos: number,
  pictures: boolean,
): Promise<{ home: string; name: string; remove(): Promise<void> }> {
  const original = path.join(cache, `large-${photos}`);
  await mkdir(original, { recursive: true });
  if (!(await readdir(original)).includes('catalog.sqlite')) {
    console.log(`Making an event of ${photos.toLocaleString('en')} photos, once, in ${original} …`);
    await fillLargeEvent(original, photos);
  }
  if (pictures && !(await readdir(original)).includes('previews')) {
    const catalog = await openCatalog(original);
    const [event] = await catalog.events();
    await catalog.close();
    await linkPictures(original, event!.id, await makePictures(original, 240, () => {}));
  }
  const home = await mkdtemp(path.join(cache, 'review-'));
  // Everything that was written is in the one file then.
  const db = openDatabase(path.join(original, 'catalog.sqlite'));
  db.pragma('wal_checkpoint(truncate)');
  db.close();
  await cp(path.join(original, 'catalog.sqlite'), path.join(home, 'catalog.sqlite'));
  const catalog = await openCatalog(home);
  const [event] = await catalog.events();
  await catalog.close();
  if (pictures) await linkPictures(home, event!.id, await keptPictures(original));
  return { home, name: event!.name, remove: () => rm(home, { recursive: true, force: true }) };
}

/** Files of the pictures that stand for all photos, as `makePictures` left them. */
async function keptPictures(original: string) {
  const folder = path.join(original, 'pictures');
  const stems = (await readdir(folder))
    .filter((name) => name.endsWith('-small.jpg'))
    .sort()
    .map((name) => path.join(folder, name.slice(0, -'-small.jpg'.length)));
  return stems.map((stem) => ({
    small: `${stem}-small.jpg`,
    thumb: `${stem}-thumb.jpg`,
    preview: `${stem}-preview.jpg`,
  }));
}
