// `npm run bench:search`: how long a search takes, and how much of the exact answer it finds, in events
// of 10,000 and 100,000 faces; `-- --million` adds one of 1,000,000.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AnalysisKey, Catalog, SearchQuery } from '../../engine/catalog/catalog.ts';
import type { BibReading, Face, Findings } from '../../engine/contract/findings.ts';
import type { NewPhoto } from '../../engine/contract/photo.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { Prng } from '../fixtures/race/prng.ts';
import { cosine, IdentityVectors } from './identity-vectors.ts';
import { percentile } from './percentile.ts';
import { tableLines, writeReport } from './report.ts';

/** Athletes who run together; each photo shows two of them. */
const GROUP = 4;
const PHOTOS_PER_GROUP = 40;
const FACES_PER_GROUP = 2 * PHOTOS_PER_GROUP;
const QUERIES = 100;
const RECALL_AT = 50;

const key: AnalysisKey = {
  pipeline: { version: 1, pack: 'generated' },
  bibRules: null,
  embedded: true,
};

interface GeneratedPhoto {
  readonly photo: NewPhoto;
  readonly findings: Findings;
}

interface GeneratedGroup {
  readonly bibs: readonly string[];
  readonly photos: readonly GeneratedPhoto[];
  /** One more face of an athlete of the group, that is on no photo. */
  readonly query: Float32Array;
}

/** The same groups each time it is called: 100,000 faces need not be kept to be looked at twice. */
function* generateGroups(faces: number): Generator<GeneratedGroup> {
  const prng = new Prng(`search ${faces}`);
  const vectors = new IdentityVectors(`faces ${faces}`);
  for (let group = 0; group * FACES_PER_GROUP < faces; group++) {
    const people = Array.from({ length: GROUP }, () => vectors.identity());
    const bibs = people.map((_, i) => String(group * GROUP + i + 1));
    const photos = Array.from({ length: PHOTOS_PER_GROUP }, (_, i): GeneratedPhoto => {
      const seen = [i % GROUP, (i + 1 + (Math.floor(i / GROUP) % (GROUP - 1))) % GROUP];
      return {
        photo: newPhoto(group * PHOTOS_PER_GROUP + i),
        findings: {
          width: 6000,
          height: 4000,
          sharpness: prng.between(20, 400),
          faces: seen.map((person) => face(people[person]!.face())),
          bibs: seen.filter(() => prng.chance(0.8)).map((person) => reading(bibs[person]!, prng)),
          timings: { decode: 0, sharpness: 0, faces: 0, embed: 0, bibRegions: 0, bibText: 0 },
        },
      };
    });
    yield { bibs, photos, query: people[0]!.face() };
  }
}

function newPhoto(index: number): NewPhoto {
  const id = index.toString(16).padStart(64, '0');
  const file = {
    path: `/photos/${index}.jpg`,
    size: 9e6,
    modifiedMs: index,
    role: 'jpeg' as const,
    sha256: id,
  };
  const camera = { make: 'Canon', model: 'EOS R3', serial: String(index % 7) };
  const takenAt = 1.777e12 + index * 180;
  return { id, aliases: [], files: [file], takenAt, cameraTime: null, camera, exposure: null };
}

function face(embedding: Face['embedding']): Face {
  const landmarks: Face['landmarks'] = [
    [30, 30],
    [60, 30],
    [45, 50],
    [35, 70],
    [55, 70],
  ];
  return { box: [10, 10, 90, 110], score: 0.99, landmarks, quality: 0.8, sharpness: 120, embedding };
}

function reading(number: string, prng: Prng): BibReading {
  const confidence = prng.between(0.3, 1);
  const alternatives = [{ number: number.slice(0, -1) || '0', probability: (1 - confidence) / 2 }];
  const evidence = { digits: confidence, detector: 0.9 };
  return { number, confidence, box: [20, 150, 70, 40], sharpness: 90, alternatives, evidence };
}

async function fill(catalog: Catalog, faces: number): Promise<string> {
  const event = await catalog.createEvent({
    name: `${faces} faces`,
    date: null,
    place: null,
    timeZone: 'UTC',
    bibRules: null,
    faceSearch: true,
    pack: key.pipeline.pack,
    photosFolder: null,
    thresholds: { accept: 0.9, review: 0.3 },
  });
  for (const { photos } of generateGroups(faces)) {
    await catalog.recordPhotos(
      event.id,
      photos.map(({ photo }) => photo),
    );
    for (const { photo, findings } of photos) await catalog.recordFindings(event.id, photo.id, key, findings);
  }
  return event.id;
}

/** The ids of the photos that an exact search through all float32 vectors finds, for each query. */
function exactAnswers(faces: number, queries: readonly Float32Array[]): Set<string>[] {
  const nearest = queries.map((): { id: string; similarity: number }[] => []);
  for (const { photos } of generateGroups(faces)) {
    for (const { photo, findings } of photos) {
      for (const [i, query] of queries.entries()) {
        const similarity = Math.max(...findings.faces.map((face) => cosine(face.embedding!, query)));
        const list = nearest[i]!;
        if (list.length === RECALL_AT && similarity <= list.at(-1)!.similarity) continue;
        list.push({ id: photo.id, similarity });
        list.sort((a, b) => b.similarity - a.similarity);
        list.length = Math.min(list.length, RECALL_AT);
      }
    }
  }
  return nearest.map((list) => new Set(list.map(({ id }) => id)));
}

/** Milliseconds of each search, and the ids that it found. */
async function measure(catalog: Catalog, eventId: string, queries: readonly SearchQuery[]) {
  const runs: { milliseconds: number; found: string[] }[] = [];
  for (const query of queries) {
    const start = performance.now();
    const { hits } = await catalog.search(eventId, query, { limit: RECALL_AT });
    runs.push({ milliseconds: performance.now() - start, found: hits.map(({ photo }) => photo.id) });
  }
  return runs;
}

export interface SearchFigures {
  readonly faces: number;
  readonly search: string;
  readonly p50: number;
  readonly p95: number;
  /** Of the exact answer's 50 photos, the share that was found; null where every answer is exact. */
  readonly recall: number | null;
}

export async function benchSearch(faces: number): Promise<SearchFigures[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'photofinish-bench-'));
  const catalog = await openCatalog(home);
  try {
    const eventId = await fill(catalog, faces);
    const groups = Math.ceil(faces / FACES_PER_GROUP);
    const embeddings: Float32Array[] = [];
    let group = 0;
    for (const { query } of generateGroups(faces)) {
      if (group++ % Math.max(1, Math.floor(groups / QUERIES)) === 0) embeddings.push(query);
    }
    const prng = new Prng('queries');
    const bib = () => String(prng.integer(1, groups * GROUP));
    const queries: Record<string, () => SearchQuery> = {
      'bib, exact': () => ({ bib: bib() }),
      'bib, beginning': () => ({ bib: `${bib().slice(0, 2)}*` }),
      'bib, list and range': () => ({ bib: `${bib()},${bib()},300-340` }),
      'bib, look-alikes': () => ({ bib: bib(), lookAlikes: true }),
      'time and camera': () => ({ takenFrom: 1.777e12 + prng.next() * groups * 7000, camera: 'R3' }),
    };
    const figures: SearchFigures[] = [];
    const exact = exactAnswers(faces, embeddings);
    const add = (search: string, runs: Awaited<ReturnType<typeof measure>>, recall: number | null) => {
      const times = runs.map(({ milliseconds }) => milliseconds);
      figures.push({ faces, search, p50: percentile(times, 0.5), p95: percentile(times, 0.95), recall });
    };
    const byFace = embeddings.map((embedding) => ({ face: { embedding } }));
    await measure(catalog, eventId, byFace.slice(0, 5));
    const runs = await measure(catalog, eventId, byFace);
    const found = runs.map((run, i) => run.found.filter((id) => exact[i]!.has(id)).length / exact[i]!.size);
    add('face', runs, found.reduce((sum, share) => sum + share, 0) / found.length);
    for (const [search, query] of Object.entries(queries)) {
      add(search, await measure(catalog, eventId, Array.from({ length: QUERIES }, query)), null);
    }
    return figures;
  } finally {
    await catalog.close();
    await rm(home, { recursive: true });
  }
}

export function searchTable(figures: readonly SearchFigures[]): string[] {
  return tableLines(
    ['search', 'faces', 'p50 ms', 'p95 ms', `recall@${RECALL_AT}`],
    figures.map(({ search, faces, p50, p95, recall }) => [
      search,
      faces.toLocaleString('en'),
      p50.toFixed(1),
      p95.toFixed(1),
      recall === null ? '' : recall.toFixed(4),
    ]),
  );
}

if (import.meta.main) {
  const figures: SearchFigures[] = [];
  for (const faces of [10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])]) {
    figures.push(...(await benchSearch(faces)));
  }
  for (const line of searchTable(figures)) console.log(line);
  console.log(`\nWritten to ${await writeReport('search', figures)}`);
}
