import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { PIPELINE_VERSION } from '../../engine/app/pipeline-version.ts';
import { STANDARD_PACK } from '../../engine/app/standard-pack.ts';
import { defaultThresholds } from '../../engine/contract/event.ts';
import type { BibReading } from '../../engine/contract/findings.ts';
import { instantOf } from '../../engine/ingest/camera-time.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { generateRace } from '../fixtures/race/generate-race.ts';
import type { BibTruth } from '../fixtures/race/truth.ts';
import { smallRace } from './indexed-race.ts';

export interface DoubtfulRace {
  readonly name: string;
  /** The athlete of whom no reading is sure, and in how many photos they are read. */
  readonly doubted: { readonly bib: string; readonly name: string; readonly photos: number };
}

const zone = 'Europe/Vienna';

/**
 * Puts a race into a data folder as if it had been read: what a careful person sees of each bib is its reading,
 * unsure where digits are hidden, and of one athlete unsure everywhere.
 */
export async function bringDoubtfulRace(home: string): Promise<DoubtfulRace> {
  const { photos, athletes } = await generateRace(smallRace);
  const sure = (id: string) =>
    photos.flatMap(({ bibs }) => bibs).filter(({ athlete, state }) => athlete === id && state === 'sure')
      .length;
  const doubted = athletes.toSorted((a, b) => sure(b.id) - sure(a.id))[0]!;
  const catalog = await openCatalog(home);
  const { id: event, name } = await catalog.createEvent({
    ...{ name: 'Doubtful Marathon', date: '2026-05-10', place: 'Linz', timeZone: zone, bibRules: null },
    ...{ faceSearch: false, pack: STANDARD_PACK, photosFolder: null, thresholds: defaultThresholds },
  });
  const maker = { author: 'me', device: 'here' };
  await catalog.importStartList(event, maker, athletes, 'replace');
  const key = {
    pipeline: { version: PIPELINE_VERSION, pack: STANDARD_PACK },
    bibRules: null,
    embedded: false,
  };
  for (const photo of photos) {
    const bytes = await readFile(photo.path);
    const id = createHash('sha256').update(bytes).digest('hex');
    const { size, mtimeMs } = await stat(photo.path);
    await catalog.recordPhotos(event, [
      {
        id,
        aliases: [],
        files: [{ path: photo.path, size, modifiedMs: mtimeMs, role: 'jpeg', sha256: id }],
        takenAt: instantOf(photo.capturedAt, zone),
        cameraTime: photo.capturedAt,
        camera: { make: 'Canon', model: 'R5', serial: photo.camera },
        exposure: null,
      },
    ]);
    const { width, height, bibs, faces } = photo;
    await catalog.recordFindings(event, id, key, {
      width,
      height,
      sharpness: 300,
      faces: faces.map(({ box }) => ({
        box,
        score: 0.98,
        landmarks: [0.3, 0.7, 0.5, 0.35, 0.65].map((share, at) => [
          box[0] + share * box[2],
          box[1] + [0.4, 0.4, 0.6, 0.78, 0.78][at]! * box[3],
        ]) as never,
        quality: 0.8,
        sharpness: 300,
        // With them the same face would settle what is to stay in doubt.
        embedding: null,
      })),
      bibs: bibs.flatMap((bib) => readingOf(bib, doubted.id)),
      timings: { decode: 1, sharpness: 1, faces: 1, embed: 1, bibRegions: 1, bibText: 1 },
    });
  }
  await catalog.close();
  return { name, doubted: { bib: doubted.bib, name: doubted.name, photos: sure(doubted.id) } };
}

/** What would be read of a bib, with at least two digits of it in sight. */
function readingOf({ number, state, box, athlete }: BibTruth, doubted: string): BibReading[] {
  const seen = number.split('?').reduce((most, part) => (part.length > most.length ? part : most));
  if (seen.length < 2) return [];
  const confidence = state === 'unsure' ? 0.32 + 0.05 * seen.length : athlete === doubted ? 0.62 : 0.97;
  const last = Number(seen.at(-1));
  const alternatives =
    confidence < 0.9 ? [{ number: seen.slice(0, -1) + ((last + 5) % 10), probability: 0.2 }] : [];
  return [{ number: seen, confidence, box, sharpness: 200, alternatives, evidence: { digits: confidence } }];
}
