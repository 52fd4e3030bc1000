// `node test/bench/large-event.ts --out DIR --photos 100000`: a catalog with one large event, and a thumb
// and a preview of each of its photos, for looking at screens and for measuring them.
import { parseArgs } from 'node:util';
import { openDatabase } from '../../engine/catalog/sqlite/open-database.ts';
import { defaultThresholds } from '../../engine/contract/event.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { fillPhotos } from './large-event/fill-photos.ts';
import { linkPictures, makePictures } from './large-event/pictures.ts';
import { planPhotos } from './large-event/plan-photos.ts';
import { inventStartList } from './large-event/start-list.ts';

export interface LargeEvent {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
}

/** Pack of the event: the one that events are created with, so that nothing is analysed again. */
const PACK = 'standard';
const ENTRIES = 2400;

/**
 * Adds an event of so many photos to the catalog in `home`: three cameras over three hours, in bursts, with
 * faces and embeddings, readings, sightings, stars, flags and runs as an afternoon of work leaves them. The
 * same count gives the same event, ids of runs and actions apart.
 */
export async function fillLargeEvent(home: string, photos: number): Promise<LargeEvent> {
  const name = `Harbour Half, ${photos.toLocaleString('en')} photos`;
  const entries = inventStartList(ENTRIES);
  const catalog = await openCatalog(home);
  const { id } = await catalog.createEvent({
    name,
    date: '2026-05-03',
    place: 'Linz',
    timeZone: 'Europe/Vienna',
    bibRules: null,
    faceSearch: true,
    pack: PACK,
    photosFolder: null,
    thresholds: defaultThresholds,
  });
  await catalog.importStartList(id, { author: 'bench', device: 'bench' }, entries, 'replace');
  await catalog.close();
  const db = openDatabase(`${home}/catalog.sqlite`);
  try {
    fillPhotos(db, id, PACK, planPhotos(photos, entries));
  } finally {
    db.close();
  }
  return { id, name, photos };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      photos: { type: 'string', default: '100000' },
      pictures: { type: 'string', default: '240' },
    },
  });
  const [photos, pictures] = [Number(values.photos), Number(values.pictures)];
  if (values.out === undefined || !(photos > 0) || !(pictures >= 0)) {
    console.log(`Makes a catalog with one large event.

  node test/bench/large-event.ts --out <folder> [--photos 100000] [--pictures 240]

The folder is a data folder: PHOTOFINISH_HOME=<folder> opens it. --pictures 0 leaves thumbs and previews out;
with others, so many different ones are drawn once, and stand for all photos by hard links.`);
    process.exitCode = 1;
  } else {
    const event = await fillLargeEvent(values.out, photos);
    console.log(`"${event.name}" is in ${values.out}`);
    if (pictures > 0) {
      const drawn = await makePictures(values.out, pictures, (line) => process.stderr.write(`\r${line}`));
      await linkPictures(values.out, event.id, drawn);
      console.log(`\n${photos} thumbs and previews are in ${values.out}/previews`);
    }
  }
}
