import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BrowseRequest } from '../../engine/catalog/browsing.ts';
import { bursts } from '../../engine/catalog/bursts.ts';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import type { Arrangement, Cell as ContractCell, Filters, Token } from '../../engine/contract/browse.ts';
import type { Verdict } from '../../engine/contract/decision.ts';
import type { Focus } from '../../engine/contract/focus.ts';
import { embedding, eventFacts, face, findings, key, photo, reading, START, sha } from './samples.ts';
import { describeEveryStore } from './stores.ts';

/** `review`: one number may be accepted at one place and to review at another. */
type Cell = ContractCell & { readonly review: boolean };

const maker = { author: 'Ada', device: 'test' };
const cameras = [
  { make: 'Canon', model: 'Canon EOS R5', serial: '1' },
  { make: 'NIKON CORPORATION', model: 'NIKON Z 8', serial: '2' },
];
const runs = ['019ded50-0000-7000-8000-000000000001', '019ded50-0000-7000-8000-000000000002'];
const bibs = ['7', '12', '120', '0120', 'E1'];
const entries = [
  { bib: '7', name: 'Anna Moser', category: 'F30', team: 'Red', wave: null },
  { bib: '12', name: 'Zoë Dvořák', category: 'F30', team: null, wave: null },
  { bib: 'E1', name: 'Bo Ek', category: 'M', team: 'Red', wave: null },
];
const directions = { a: embedding(1), b: embedding(0, 1), c: embedding(1, 1) } as const;
type Direction = keyof typeof directions;

/** What happens to one photo of an event: the first time it is taken. */
interface Change {
  readonly n: number;
  /** Steps of 400 ms. */
  readonly time: number | null;
  readonly camera: number | null;
  readonly run: number;
  readonly outcome: 'read' | 'failed' | 'none';
  readonly sharpness: number;
  readonly faces: readonly Direction[];
  readonly bibs: readonly { readonly number: string; readonly confidence: number }[];
  readonly said: readonly ('pick' | 'reject' | 'unflag' | 'star' | 'label' | 'tag' | 'deny')[];
}

const change: fc.Arbitrary<Change> = fc.record({
  n: fc.integer({ min: 0, max: 11 }),
  time: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 6 }),
  camera: fc.option(fc.integer({ min: 0, max: 1 }), { freq: 6 }),
  run: fc.integer({ min: 0, max: 1 }),
  outcome: fc.constantFrom('read', 'read', 'read', 'failed', 'none'),
  sharpness: fc.constantFrom(5, 149, 150, 999, 1000, 4000),
  faces: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
  bibs: fc.array(
    fc.record({ number: fc.constantFrom(...bibs), confidence: fc.constantFrom(0.2, 0.5, 0.95) }),
    { maxLength: 3 },
  ),
  said: fc.array(fc.constantFrom('pick', 'reject', 'unflag', 'star', 'label', 'tag', 'deny'), {
    maxLength: 2,
  }),
});

const token: fc.Arbitrary<Token> = fc.oneof(
  fc
    .constantFrom('7', '12', '12*', 'e1', '1-200', '7,12', '*')
    .map((text) => ({ kind: 'bib' as const, text })),
  fc.constantFrom(...entries).map(({ bib, name }) => ({ kind: 'athlete' as const, bib, name })),
  fc.constantFrom('Red', 'red', 'Blue').map((team) => ({ kind: 'team' as const, team })),
  fc.constantFrom('F30', 'M').map((category) => ({ kind: 'category' as const, category })),
  fc.record({
    kind: fc.constant('selfie' as const),
    embedding: fc.constant(Buffer.from(directions.a.buffer).toString('base64')),
    minSimilarity: fc.constantFrom(null, 0.9, -1),
  }),
);

const filters: fc.Arbitrary<Filters> = fc.record(
  {
    focus: fc.subarray<Focus>(['sharp', 'soft', 'blurred']),
    noBib: fc.boolean(),
    toReview: fc.boolean(),
    minFaces: fc.integer({ min: 0, max: 3 }),
    minStars: fc.integer({ min: 0, max: 5 }),
    labels: fc.subarray(['red' as const, 'blue' as const]),
    flag: fc.constantFrom('pick' as const, 'unflagged' as const, 'reject' as const, 'any' as const),
    run: fc.constantFrom(...runs),
    takenFrom: fc.constantFrom(START, START + 40_000),
    takenBefore: fc.constantFrom(START + 40_000, START + 90_000),
    onStartList: fc.boolean(),
    failed: fc.boolean(),
  },
  { requiredKeys: [] },
);

const query: fc.Arbitrary<BrowseRequest> = fc.record({
  tokens: fc.oneof({ weight: 2, arbitrary: fc.constant<Token[]>([]) }, fc.array(token, { maxLength: 2 })),
  text: fc.constantFrom('', '', '', '7', 'anna', 'dvorak zoe', 'red', 'nobody', '12 or nobody'),
  filters,
  arrange: fc.constantFrom<Arrangement>('time', 'minute', 'burst', 'bib', 'camera', 'sharpest', 'latest'),
  stackBursts: fc.boolean(),
  openBursts: fc.array(fc.integer({ min: 0, max: 11 }).map(sha), { maxLength: 1 }),
});

/** An event as the model knows it: a list of photos, looked through from end to end. */
interface Known {
  readonly n: number;
  takenAt: number | null;
  camera: number | null;
  run: string;
  sharpness: number | null;
  read: number;
  faces: readonly Direction[];
}

class Model {
  readonly photos = new Map<number, Known>();
  #readings = 0;

  async apply(catalog: Catalog, eventId: string, { n, ...change }: Change): Promise<void> {
    if (!this.photos.has(n)) {
      const takenAt = change.time === null ? null : START + change.time * 400;
      const camera = change.camera === null ? null : cameras[change.camera]!;
      await catalog.recordPhotos(eventId, [photo(n, { takenAt, camera })], { run: runs[change.run]! });
      this.photos.set(n, {
        ...{ n, takenAt, camera: change.camera, run: runs[change.run]! },
        ...{ sharpness: null, read: 0, faces: [] },
      });
    }
    const known = this.photos.get(n)!;
    if (change.outcome === 'read') {
      const found = findings({
        sharpness: change.sharpness,
        faces: change.faces.map((direction, i) =>
          face(directions[direction], { sharpness: 1, box: [10 + 200 * i, 10, 100, 100] }),
        ),
        bibs: change.bibs.map(({ number, confidence }, i) =>
          reading(number, confidence, { sharpness: 1, box: [10 + 200 * i, 500, 100, 100] }),
        ),
      });
      await catalog.recordFindings(eventId, sha(n), key, found);
      Object.assign(known, { sharpness: change.sharpness, read: ++this.#readings, faces: change.faces });
    } else if (change.outcome === 'failed') {
      await catalog.recordFailure(eventId, sha(n), key, { code: 'FILE_TRUNCATED', message: 'Cut.' });
    }
    const place = { photoId: sha(n), box: null };
    for (const word of change.said) {
      const verdicts: Record<typeof word, Verdict> = {
        pick: { kind: 'flag', place, flag: 'pick' },
        reject: { kind: 'flag', place, flag: 'reject' },
        unflag: { kind: 'flag', place, flag: null },
        star: { kind: 'stars', place, stars: (n % 5) + 1 },
        label: { kind: 'label', place, label: n % 2 === 0 ? 'red' : 'blue' },
        tag: { kind: 'bib', place, number: '12', worn: true },
        deny: { kind: 'bib', place, number: '7', worn: false },
      };
      await catalog.act(eventId, maker, { kind: 'flag', flag: null }, [verdicts[word]]);
    }
  }

  /** By time, then in the order in which they were recorded. */
  get byTime(): Known[] {
    return [...this.photos.values()]
      .map((known, order) => ({ known, order }))
      .sort((a, b) => compare(a.known.takenAt ?? Infinity, b.known.takenAt ?? Infinity) || a.order - b.order)
      .map(({ known }) => known);
  }
}

const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);

const bibsOfText: Record<string, readonly string[]> = {
  '': [],
  '7': ['7'],
  anna: ['7'],
  'dvorak zoe': ['12'],
  red: ['7', 'E1'],
  nobody: [],
  '12 or nobody': ['12'],
};

function means({ kind, ...token }: Token, known: Known, seen: readonly string[]): boolean {
  const any = (...numbers: string[]) => seen.some((number) => numbers.includes(number));
  if ('text' in token) {
    const numeric = seen.filter((number) => /^[1-9]\d*$/.test(number)).map(Number);
    if (token.text === '*') return seen.length > 0;
    if (token.text === '12*') return seen.some((number) => number.startsWith('12'));
    if (token.text === '1-200') return numeric.some((number) => number <= 200);
    return any(...token.text.toUpperCase().split(','));
  }
  if ('team' in token) return token.team.toLowerCase() === 'red' && any('7', 'E1');
  if ('category' in token) return token.category === 'F30' ? any('7', '12') : any('E1');
  if ('embedding' in token) {
    const cosine = { a: 1, b: 0, c: Math.SQRT1_2 };
    return known.faces.some((direction) => cosine[direction] >= (token.minSimilarity ?? 0.38));
  }
  if ('bib' in token) return any(token.bib);
  throw new Error(`${kind} is not in this model.`);
}

function matches(known: Known, cell: Cell, { tokens, text, filters }: BrowseRequest): boolean {
  const seen = cell.bibs.map(({ number }) => number);
  const { focus, labels, flag = 'notRejected', takenFrom, takenBefore } = filters;
  const searching = tokens.length > 0 || text !== '';
  const found =
    tokens.some((token) => means(token, known, seen)) ||
    seen.some((number) => bibsOfText[text]!.includes(number));
  return (
    (!searching || found) &&
    (!focus?.length || (cell.focus !== null && focus.includes(cell.focus))) &&
    (!filters.noBib || (cell.state === 'ready' && seen.length === 0)) &&
    (!filters.toReview || cell.review) &&
    cell.faces >= (filters.minFaces ?? 0) &&
    cell.stars >= (filters.minStars ?? 0) &&
    (!labels?.length || (cell.label !== null && labels.includes(cell.label))) &&
    (flag === 'any' ||
      (flag === 'notRejected'
        ? cell.flag !== 'reject'
        : cell.flag === (flag === 'unflagged' ? null : flag))) &&
    (filters.run === undefined || known.run === filters.run) &&
    (takenFrom === undefined || (known.takenAt !== null && known.takenAt >= takenFrom)) &&
    (takenBefore === undefined || (known.takenAt !== null && known.takenAt < takenBefore)) &&
    (!filters.onStartList || seen.some((number) => entries.some(({ bib }) => bib === number))) &&
    (!filters.failed || cell.state === 'failed')
  );
}

/** Groups in their order, each with its photos in theirs. */
function arranged(
  model: Model,
  found: readonly Known[],
  cells: ReadonlyMap<number, Cell>,
  query: BrowseRequest,
) {
  const frames = bursts(model.byTime.map((known) => ({ ...known, known })));
  const burstOf = (known: Known) => frames.find((burst) => burst.some((frame) => frame.known === known));
  const sharpness = (known: Known) => known.sharpness ?? -Infinity;
  const seen = ({ n }: Known) => cells.get(n)!.bibs.map(({ number }) => number);
  const inOrder = [...found];
  if (query.arrange === 'sharpest') inOrder.sort((a, b) => compare(sharpness(b), sharpness(a)));
  if (query.arrange === 'latest') inOrder.sort((a, b) => b.read - a.read);
  let groups: [string, Known[]][];
  switch (query.arrange) {
    case 'bib': {
      const numbers = [...new Set(inOrder.flatMap(seen))].sort(
        (a, b) => a.length - b.length || (a < b ? -1 : 1),
      );
      groups = numbers.map((number) => [number, inOrder.filter((known) => seen(known).includes(number))]);
      const without = inOrder.filter((known) => seen(known).length === 0);
      if (without.length > 0) groups.push(['', without]);
      break;
    }
    case 'camera': {
      const names = ['Canon EOS R5', 'NIKON Z 8', ''];
      groups = names.map((name, i) => [name, inOrder.filter(({ camera }) => (camera ?? 2) === i)]);
      break;
    }
    case 'minute':
    case 'burst': {
      const keyOf = (known: Known) =>
        query.arrange === 'minute'
          ? known.takenAt === null
            ? ''
            : String(Math.floor(known.takenAt / 60_000) * 60_000)
          : sha(burstOf(known)?.[0]?.n ?? known.n);
      groups = [...Map.groupBy(inOrder, keyOf)];
      break;
    }
    default:
      groups = [['', inOrder]];
  }
  const stacked = (photos: Known[]) =>
    photos.filter((known) => {
      const burst = burstOf(known);
      if (!burst || burst.some(({ n }) => query.openBursts.includes(sha(n)))) return true;
      const own = burst.map((frame) => frame.known).filter((frame) => photos.includes(frame));
      return own.reduce((best, frame) => (sharpness(frame) > sharpness(best) ? frame : best)) === known;
    });
  return groups
    .map(([key, photos]) => ({
      key,
      ids: (query.stackBursts ? stacked(photos) : photos).map(({ n }) => sha(n)),
    }))
    .filter(({ ids }) => ids.length > 0);
}

describeEveryStore('browsing is what looking through all photos gives', (under) => {
  test('for any event, any query, and after any change', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 3 }),
        fc.array(query, { minLength: 2, maxLength: 5 }),
        async (batches, queries) => {
          const { catalog } = under;
          const event = await catalog.createEvent({ ...eventFacts, name: `Race ${round++}` });
          await catalog.importStartList(event.id, maker, entries, 'replace');
          const model = new Model();
          // The same catalog all along: what it keeps of the event has to follow each batch of changes.
          for (const batch of batches) {
            for (const change of batch) await model.apply(catalog, event.id, change);
            for (const query of queries) await compareAnswers(catalog, event.id, model, query);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 300_000);
});

async function compareAnswers(catalog: Catalog, eventId: string, model: Model, query: BrowseRequest) {
  const cells = new Map<number, Cell>();
  for (const { n } of model.byTime) {
    const { cell, sightings } = (await catalog.detailedPhoto(eventId, sha(n)))!;
    cells.set(n, { ...cell, review: sightings.some(({ state }) => state === 'review') });
  }
  const found = model.byTime.filter((known) => matches(known, cells.get(known.n)!, query));
  const expected = arranged(model, found, cells, query);
  const ids = expected.flatMap(({ ids }) => ids);

  const layout = await catalog.layOut(eventId, query, 500);
  expect(layout.cells.map(({ id }) => id)).toEqual(ids);
  expect(layout).toMatchObject({
    total: ids.length,
    photos: found.length,
    photosOfEvent: model.photos.size,
    revision: await catalog.revision(eventId),
  });
  const grouped = !['time', 'sharpest', 'latest'].includes(query.arrange);
  const headings = layout.groups.map(({ key, first, count }) => ({
    key,
    ids: ids.slice(first, first + count),
  }));
  expect(headings).toEqual(grouped ? expected : []);

  const { revision } = layout;
  expect(await catalog.idsOf(eventId, query, [])).toEqual(found.map(({ n }) => sha(n)));
  const toReview = ids.flatMap((id, index) => (cells.get(Number.parseInt(id, 16))!.review ? index : []));
  const cellAt = (index: number | undefined) => (index === undefined ? null : { index, id: ids[index] });
  for (const from of [-1, Math.floor(ids.length / 2), ids.length - 1]) {
    const next = await catalog.nearestToReview(eventId, query, { revision, from, way: 'next' });
    expect(next).toEqual({ revision, cell: cellAt(toReview.find((index) => index > from)) });
    const previous = await catalog.nearestToReview(eventId, query, { revision, from, way: 'previous' });
    expect(previous).toEqual({ revision, cell: cellAt(toReview.findLast((index) => index < from)) });
  }
  if (ids.length > 0) {
    const stretch = { revision, first: 1, last: ids.length - 1 };
    expect(await catalog.layoutIds(eventId, query, stretch)).toEqual([...new Set(ids.slice(1))]);
    const last = ids.at(-1)!;
    const at = { revision, photoId: last };
    expect(await catalog.placeInLayout(eventId, query, at)).toEqual({ revision, index: ids.indexOf(last) });
  } else if (query.tokens.length > 0) {
    const alone = { tokens: [query.tokens[0]!], text: '', filters: {} };
    const photos = model.byTime.filter((known) =>
      matches(known, cells.get(known.n)!, { ...query, ...alone }),
    );
    expect(layout.without.find(({ what }) => what === 'tokens.0')?.photos).toBe(photos.length);
  }

  const count = (changes: Partial<Filters>, meets: (cell: Cell) => boolean) =>
    [...model.photos.values()].filter((known) => {
      const cell = cells.get(known.n)!;
      return matches(known, cell, { ...query, filters: { ...query.filters, ...changes } }) && meets(cell);
    }).length;
  const facets = await catalog.facets(eventId, query);
  expect(facets.focus.sharp).toBe(count({ focus: [] }, ({ focus }) => focus === 'sharp'));
  expect(facets.labels.red).toBe(count({ labels: [] }, ({ label }) => label === 'red'));
  expect(facets.stars.map((_, stars) => count({ minStars: 0 }, (cell) => cell.stars === stars))).toEqual(
    facets.stars,
  );
  const shown = [...cells.values()].filter(({ flag }) => flag !== 'reject');
  expect(facets).toMatchObject({
    all: shown.length,
    picks: shown.filter(({ flag }) => flag === 'pick').length,
    rejected: cells.size - shown.length,
    toReview: shown.filter(({ review }) => review).length,
    noBib: shown.filter(({ state, bibs }) => state === 'ready' && bibs.length === 0).length,
    notSharp: shown.filter(({ focus }) => focus === 'soft' || focus === 'blurred').length,
    groups: shown.filter(({ faces }) => faces >= 4).length,
    failed: [...cells.values()].filter(({ state }) => state === 'failed').length,
  });

  const { takenFrom: _from, takenBefore: _before, ...anyTime } = query.filters;
  const timeline = await catalog.timeline(eventId, query);
  const timed = model.byTime.filter(({ takenAt }) => takenAt !== null);
  const inTime = timed.filter((known) => matches(known, cells.get(known.n)!, { ...query, filters: anyTime }));
  const perMinute = (photos: readonly Known[]) =>
    timeline.photos.map(
      (_, i) =>
        photos.filter(({ takenAt }) => Math.floor((takenAt! - timeline.start!) / timeline.step) === i).length,
    );
  expect(timeline.photos).toEqual(perMinute(timed));
  expect(timeline.matches).toEqual(perMinute(inTime));
  const { earlier, later } = timeline;
  expect(timeline.photos.reduce((sum, photos) => sum + photos, earlier + later)).toBe(timed.length);
}
