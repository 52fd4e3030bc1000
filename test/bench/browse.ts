// `npm run bench:browse`: how long what Browse asks of the engine takes in an event of 100,000 photos.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowseRequest } from '../../engine/catalog/browsing.ts';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { Prng } from '../fixtures/race/prng.ts';
import { fillLargeEvent } from './large-event.ts';
import { percentile } from './percentile.ts';
import { tableLines, writeReport } from './report.ts';

/** Cells that come with a layout: a screen of them. */
const CELLS = 60;
const ROUNDS = 60;
/** Starts of the program, each with the file's pages where the system has them. */
const STARTS = 5;

export interface BrowseFigures {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
}

function query(changes: Partial<BrowseRequest> = {}): BrowseRequest {
  return {
    tokens: [],
    text: '',
    filters: {},
    arrange: 'time',
    stackBursts: false,
    openBursts: [],
    ...changes,
  };
}

export async function benchBrowse(photos: number): Promise<BrowseFigures[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'photofinish-bench-'));
  const figures: BrowseFigures[] = [];
  const measure = async (what: string, rounds: number, call: (round: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      await call(round);
      times.push(performance.now() - start);
    }
    figures.push({ what, p50: percentile(times, 0.5), p95: percentile(times, 0.95) });
  };
  let catalog: Catalog | null = null;
  try {
    const { id } = await fillLargeEvent(home, photos);
    const starts: Catalog[] = [];
    for (let i = 0; i < STARTS; i++) starts.push(await openCatalog(home));
    await measure('first open after start', STARTS, (i) => starts[i]!.layOut(id, query(), CELLS));
    catalog = starts.pop()!;
    for (const other of starts) await other.close();
    await measureAll(catalog, id, photos, measure);
    return figures;
  } finally {
    await catalog?.close();
    await rm(home, { recursive: true });
  }
}

async function measureAll(
  catalog: Catalog,
  id: string,
  photos: number,
  measure: (what: string, rounds: number, call: (round: number) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const prng = new Prng('browse');
  const bib = () => prng.integer(1, 2400);
  const open = (changes: Partial<BrowseRequest>) => catalog.layOut(id, query(changes), CELLS);
  // Every query is another one: a layout that is asked for twice is remembered.
  const never = (round: number) => ({ filters: { takenBefore: 9e15 - round } });
  const { cells, revision } = await open({});
  await open({ arrange: 'bib' });

  await measure('open, everything', ROUNDS, (i) => open(never(i)));
  await measure('open, bib', ROUNDS, () => open({ text: String(bib()) }));
  await measure('open, beginning of a bib', ROUNDS, (i) => open({ text: `${10 + (i % 90)}*` }));
  await measure('open, list and range', ROUNDS, () => open({ text: `${bib()},${bib()},300-340` }));
  await measure('open, name', ROUNDS, (i) => open({ text: 'dvořák', ...never(i) }));
  await measure('open, team', ROUNDS, (i) => open({ text: 'Harbour Tri', ...never(i) }));
  await measure('open, bib and filters', ROUNDS, () =>
    open({ text: String(bib()), filters: { focus: ['sharp'], minStars: 1, toReview: true } }),
  );
  await measure('open, face of the event', ROUNDS, (i) => {
    const photoId = cells[i % cells.length]!.id;
    const token = { kind: 'face' as const, place: { photoId, box: null }, minSimilarity: null };
    return catalog.layOut(id, query({ tokens: [token] }), CELLS).catch(() => null);
  });
  for (const arrange of ['minute', 'bib', 'camera', 'burst', 'sharpest', 'latest'] as const) {
    await measure(`open, everything by ${arrange}`, ROUNDS, (i) => open({ arrange, ...never(i) }));
  }
  await measure('open, bib by bib', ROUNDS, () => open({ text: String(bib()), arrange: 'bib' }));
  await measure('open, bursts stacked', ROUNDS, (i) => open({ stackBursts: true, ...never(i) }));
  await measure('60 cells further down', ROUNDS, () =>
    catalog.layoutCells(id, query(), { revision, first: prng.integer(0, photos - CELLS), count: CELLS }),
  );
  await measure('ids of 1,000 cells', ROUNDS, () => {
    const first = prng.integer(0, photos);
    return catalog.layoutIds(id, query(), { revision, first, last: first + 999 });
  });
  await measure('timeline', ROUNDS, (i) => catalog.timeline(id, query({ text: `${10 + (i % 90)}*` })));
  await measure('facets', ROUNDS, () => catalog.facets(id, query({ text: String(bib()) })));
  const words = ['m', 'mo', 'moser', 'har tri', '1', '12', '349', 'weiss'];
  await measure('suggestions', ROUNDS, (i) => catalog.suggest(id, words[i % words.length]!, 8));

  const ids = cells.map((cell) => cell.id);
  const maker = { author: 'bench', device: 'bench' };
  const rate = (photoIds: readonly string[], stars: number) =>
    catalog.act(
      id,
      maker,
      { kind: 'stars', stars },
      photoIds.map((photoId) => ({ kind: 'stars', place: { photoId, box: null }, stars })),
    );
  await measure('rate a photo', ROUNDS, (i) => rate([ids[i % ids.length]!], 1 + (i % 5)));
  await measure('rate a photo and open again, bib', ROUNDS, async (i) => {
    await rate([ids[i % ids.length]!], 1 + (i % 4));
    return open({ text: String(bib()) });
  });
  await measure('tag a photo and open again, bib', ROUNDS, async (i) => {
    const number = String(bib());
    const place = { photoId: ids[i % ids.length]!, box: null };
    await catalog.act(id, maker, { kind: 'tag', numbers: [number] }, [
      { kind: 'bib', place, number, worn: true },
    ]);
    return open({ text: number });
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { photos: { type: 'string', default: '100000' } } });
  const figures = await benchBrowse(Number(values.photos));
  const rows = figures.map(({ what, p50, p95 }) => [what, p50.toFixed(1), p95.toFixed(1)]);
  for (const line of tableLines([`${values.photos} photos`, 'p50 ms', 'p95 ms'], rows)) console.log(line);
  console.log(`\nWritten to ${await writeReport('browse', figures)}`);
}
