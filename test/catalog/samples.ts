import type { AnalysisKey, Catalog, SearchQuery } from '../../engine/catalog/catalog.ts';
import type { ActionWhat } from '../../engine/contract/action.ts';
import { AppError, type ErrorCode } from '../../engine/contract/app-error.ts';
import type { Decision, DecisionMaker, Verdict } from '../../engine/contract/decision.ts';
import { defaultThresholds, type Event, type EventFacts } from '../../engine/contract/event.ts';
import type { BibReading, Face, Findings } from '../../engine/contract/findings.ts';
import type { NewPhoto, PhotoFile } from '../../engine/contract/photo.ts';

export const eventFacts: EventFacts = {
  name: 'Spring Run',
  date: '2026-05-03',
  place: 'Linz',
  timeZone: 'Europe/Vienna',
  bibRules: null,
  faceSearch: true,
  pack: 'default',
  photosFolder: null,
  thresholds: defaultThresholds,
};

export const key: AnalysisKey = {
  pipeline: { version: 3, pack: 'default' },
  bibRules: null,
  embedded: true,
};

export const maker: DecisionMaker = { author: 'ada', device: 'laptop-1' };

/** Acts with these verdicts, and gives their decisions. */
export async function decide(
  catalog: Catalog,
  event: Event,
  verdicts: readonly Verdict[],
  by: DecisionMaker = maker,
): Promise<Decision[]> {
  const what: ActionWhat = { kind: 'tag', numbers: [] };
  const { id } = await catalog.act(event.id, by, what, verdicts);
  return (await all(catalog.decisions(event.id))).filter(({ action }) => action === id);
}

/** A SHA-256 that is told by its number. */
export function sha(n: number): string {
  return n.toString(16).padStart(64, '0');
}

export function file(path: string, n: number, changes: Partial<PhotoFile> = {}): PhotoFile {
  return { path, size: 1000 + n, modifiedMs: 1777800000000.25 + n, role: 'jpeg', sha256: sha(n), ...changes };
}

/** A photo with one file, taken `n` seconds after the start. */
export function photo(n: number, changes: Partial<NewPhoto> = {}): NewPhoto {
  return {
    id: sha(n),
    aliases: [],
    files: [file(`/card/IMG_${n}.jpg`, n)],
    takenAt: START + n * 1000,
    cameraTime: null,
    camera: null,
    exposure: null,
    ...changes,
  };
}

export const START = Date.UTC(2026, 4, 3, 8);

export function face(embedding: Face['embedding'], changes: Partial<Face> = {}): Face {
  return {
    box: [10, 20, 30.5, 40],
    score: 0.98,
    landmarks: [
      [12, 30],
      [24, 30],
      [18, 38],
      [14, 48],
      [22, 48],
    ],
    quality: 0.7,
    sharpness: 55,
    embedding,
    ...changes,
  };
}

export function reading(number: string, confidence: number, changes: Partial<BibReading> = {}): BibReading {
  return {
    number,
    confidence,
    box: [11, 80, 40, 20],
    sharpness: 44,
    alternatives: [],
    evidence: { digits: 0.8 },
    ...changes,
  };
}

export function findings(changes: Partial<Findings> = {}): Findings {
  return {
    width: 6000,
    height: 4000,
    sharpness: 33,
    faces: [],
    bibs: [],
    timings: { decode: 1.5, sharpness: 2, faces: 30, embed: 7, bibRegions: 40, bibText: 30 },
    ...changes,
  };
}

/** A direction of length one with these components first; the rest is zero. */
export function embedding(...components: number[]): Float32Array<ArrayBuffer> {
  const vector = new Float32Array(512);
  const length = Math.hypot(...components);
  vector.set(components.map((component) => component / length));
  return vector;
}

/** An event whose photos 0, 1, 2… have these findings. */
export async function eventWith(catalog: Catalog, found: readonly Partial<Findings>[]): Promise<Event> {
  const event = await catalog.createEvent(eventFacts);
  await catalog.recordPhotos(
    event.id,
    found.map((_, n) => photo(n)),
  );
  for (const [n, part] of found.entries()) {
    await catalog.recordFindings(event.id, sha(n), key, findings(part));
  }
  return event;
}

/** The numbers (see `photo`) of the photos that a search finds, in its order, all pages together. */
export async function found(
  catalog: Catalog,
  event: Event,
  query: SearchQuery,
  limit = 500,
): Promise<number[]> {
  const numbers: number[] = [];
  let cursor: string | null = null;
  do {
    const page = await catalog.search(event.id, query, { limit, ...(cursor !== null && { cursor }) });
    numbers.push(...page.hits.map(({ photo }) => Number.parseInt(photo.id, 16)));
    cursor = page.next;
  } while (cursor !== null);
  return numbers;
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The code that a call is refused with; it has to be refused. */
export async function refusal(call: Promise<unknown>): Promise<ErrorCode> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('The call was not refused.');
}
