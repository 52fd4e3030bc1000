import { expect, test } from 'vitest';
import type { BrowseRequest } from '../../engine/catalog/browsing.ts';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import type { Place } from '../../engine/contract/decision.ts';
import {
  embedding,
  eventFacts,
  eventWith,
  face,
  file,
  findings,
  key,
  photo,
  reading,
  refusal,
  START,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

const maker = { author: 'Ada', device: 'test' };

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

const base64 = (vector: Float32Array) => Buffer.from(vector.buffer).toString('base64');
const selfie = (vector: Float32Array, minSimilarity: number | null = null) => ({
  kind: 'selfie' as const,
  embedding: base64(vector),
  minSimilarity,
});

function flag(catalog: Catalog, eventId: string, n: number, flag: 'pick' | 'reject') {
  const place = { photoId: sha(n), box: null };
  return catalog.act(eventId, maker, { kind: 'flag', flag }, [{ kind: 'flag', place, flag }]);
}

/** Numbers of the photos of a layout's cells. */
const numbersOf = (cells: readonly { id: string }[]) => cells.map(({ id }) => Number.parseInt(id, 16));

describeEveryStore('a layout that is shown', (under) => {
  test('goes on as it was while the event changes, its cells as they are now', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{}, {}, {}]);
    const { revision } = await catalog.layOut(id, query(), 10);
    for (let n = 0; n < 6; n++) await flag(catalog, id, n % 3, n < 3 ? 'pick' : 'reject');
    await catalog.recordPhotos(id, [photo(7, { takenAt: START - 1000 })]);
    const old = await catalog.layoutCells(id, query(), { revision, first: 1, count: 10 });
    expect(old.revision).toBe(revision);
    expect(numbersOf(old.cells)).toEqual([1, 2]);
    expect(old.cells[0]?.flag).toBe('reject');
    expect(await catalog.layoutIds(id, query(), { revision, first: 0, last: 99 })).toEqual(
      [0, 1, 2].map(sha),
    );
    expect(await catalog.placeInLayout(id, query(), { revision, photoId: sha(2) })).toEqual({
      revision,
      index: 2,
    });
    const present = await catalog.layOut(id, query(), 10);
    expect(numbersOf(present.cells)).toEqual([7]);
    expect(present.revision).toBeGreaterThan(revision);
  });

  test('is replaced by the present one where it is forgotten, or where photos of it are gone', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{}, {}]);
    const { revision } = await catalog.layOut(id, query(), 0);
    // The file of photo 1 now holds photo 9: photo 1 is forgotten.
    await catalog.recordPhotos(id, [photo(9, { files: [file('/card/IMG_1.jpg', 9)] })]);
    const cells = await catalog.layoutCells(id, query(), { revision, first: 0, count: 10 });
    expect(numbersOf(cells.cells)).toEqual([0, 9]);
    expect(cells.revision).toBe(await catalog.revision(id));
    for (let n = 0; n < 40; n++) await catalog.layOut(id, query({ text: String(n) }), 0);
    const later = await catalog.layoutCells(id, query(), { revision, first: 0, count: 10 });
    expect(later.revision).toBe(cells.revision);
  });

  test('follows a thousand changes one by one', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{}, {}]);
    for (let n = 0; n < 1000; n++) {
      await flag(catalog, id, n % 2, n % 3 === 0 ? 'reject' : 'pick');
      const { total } = await catalog.layOut(id, query({ filters: { flag: 'reject' } }), 0);
      // The two latest words count, each of another photo.
      expect(total).toBe([n, n - 1].filter((word) => word >= 0 && word % 3 === 0).length);
    }
  });

  test('follows the pack of the event', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{ bibs: [reading('7', 0.95)], faces: [face(embedding(1))] }]);
    expect(await catalog.layOut(id, query({ text: '7' }), 1)).toMatchObject({ total: 1, waiting: 0 });
    await catalog.updateEvent(id, { pack: 'other' });
    expect(await catalog.layOut(id, query({ text: '7' }), 1)).toMatchObject({ total: 0, waiting: 1 });
    const { cells } = await catalog.layOut(id, query(), 1);
    expect(cells[0]).toMatchObject({ state: 'reading', faces: 0, bibs: [], focus: null });
  });
});

describeEveryStore('a search in Browse', (under) => {
  test('finds what is accepted or to review, not what is rejected or too unsure, and marks it', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [
      { bibs: [reading('7', 0.95), reading('12', 0.99, { box: [500, 80, 40, 20] })] },
      { bibs: [reading('7', 0.5)] },
      { bibs: [reading('7', 0.1)] },
      { bibs: [reading('7', 0.95)] },
    ]);
    const box = null;
    await catalog.act(id, maker, { kind: 'reject', number: '7' }, [
      { kind: 'bib', place: { photoId: sha(3), box }, number: '7', worn: false },
    ]);
    const { cells, understood } = await catalog.layOut(id, query({ text: '7' }), 10);
    expect(numbersOf(cells)).toEqual([0, 1]);
    expect(understood).toEqual([{ kind: 'bib', text: '7' }]);
    expect(cells[0]?.bibs.map(({ number, hit }) => [number, hit])).toEqual([
      ['7', true],
      ['12', false],
    ]);
    expect(cells[1]?.bibs).toMatchObject([{ state: 'review', confidence: 0.5 }]);
  });

  test('says which parts of the text mean nothing, and what each part would find alone', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [
      { bibs: [reading('7', 0.95)] },
      { bibs: [reading('E1', 0.95)] },
    ]);
    await catalog.importStartList(
      id,
      maker,
      [
        { bib: '7', name: 'Zoë Dvořák', category: 'F30', team: 'Lauftreff 08', wave: null },
        { bib: '8', name: 'Or Levi', category: 'M30', team: 'Lauftreff 08', wave: null },
      ],
      'replace',
    );
    const read = async (text: string) => {
      const { understood, notUnderstood } = await catalog.layOut(id, query({ text }), 0);
      return [
        understood.map((token) => ('bib' in token ? token.bib : Object.values(token)[1])),
        notUnderstood,
      ];
    };
    expect(await read('dvorak zoe')).toEqual([['7'], []]);
    expect(await read('or')).toEqual([['8'], []]);
    expect(await read('Or Levi')).toEqual([['8'], []]);
    expect(await read('dvořák or or levi')).toEqual([['7', '8'], []]);
    expect(await read('7 or 12*')).toEqual([['7', '12*'], []]);
    expect(await read('lauftreff 08, e1, f30')).toEqual([['Lauftreff 08', 'e1', 'F30'], []]);
    expect(await read('300 – 340; 340-300 nobody')).toEqual([['300-340'], ['340-300', 'nobody']]);
    expect(await catalog.layOut(id, query({ text: 'nobody' }), 10)).toMatchObject({ total: 0, cells: [] });

    const asked = query({
      text: '7',
      tokens: [{ kind: 'bib', text: '99' }],
      filters: { toReview: true, takenBefore: 0 },
    });
    expect((await catalog.layOut(id, asked, 0)).without).toEqual([
      { what: 'tokens.0', photos: 0 },
      { what: 'filters.time', photos: 0 },
      { what: 'understood.0', photos: 1 },
      // E1, which the start list lacks.
      { what: 'filters.toReview', photos: 1 },
    ]);
    const wrong = catalog.layOut(id, query({ tokens: [{ kind: 'bib', text: '340-300' }] }), 0);
    expect(await refusal(wrong)).toBe('INPUT_INVALID');
  });

  test('finds a face by its place, whatever its id, and by a picture from outside', async () => {
    const { catalog } = under;
    const width = 6000;
    const height = 4000;
    const at = (x: number): [number, number, number, number] => [x, 400, 600, 800];
    const { id } = await eventWith(catalog, [
      { faces: [face(embedding(1), { box: at(600) }), face(embedding(0, 1), { box: at(3000) })] },
      { faces: [face(embedding(1, 0.2))] },
      { faces: [face(embedding(0.1, 1))] },
      {},
    ]);
    const token = (box: Place['box'], minSimilarity: number | null = null) => ({
      kind: 'face' as const,
      place: { photoId: sha(0), box },
      minSimilarity,
    });
    const found = async (...tokens: BrowseRequest['tokens']) =>
      numbersOf((await catalog.layOut(id, query({ tokens }), 10)).cells);
    const left: Place['box'] = [610 / width, 410 / height, 590 / width, 800 / height];
    expect(await found(token(left))).toEqual([0, 1]);
    expect(await found(token([3000 / width, 400 / height, 600 / width, 800 / height]))).toEqual([0, 2]);
    expect(await found(token(left, -1))).toEqual([0, 1, 2]);
    expect(await refusal(found(token([0.9, 0.9, 0.1, 0.1])))).toBe('FACE_NOT_FOUND');
    // Analysed again: the same place has another face and another id.
    const again = { ...key, pipeline: { version: 4, pack: 'default' } };
    await catalog.recordFindings(
      id,
      sha(0),
      again,
      findings({ faces: [face(embedding(0, 1), { box: at(620) })] }),
    );
    expect(await found(token(left))).toEqual([0, 2]);

    const { cells } = await catalog.layOut(id, query({ tokens: [selfie(embedding(1))] }), 10);
    expect(numbersOf(cells)).toEqual([1]);
    expect(cells[0]?.similarity).toBeCloseTo(1 / Math.hypot(1, 0.2), 5);
    const detailed = await catalog.photo(id, sha(1));
    expect(cells[0]?.matchedFace).toBe(detailed?.findings?.faces[0]?.id);
    expect(await refusal(found({ ...selfie(embedding(1)), embedding: 'AAAA' }))).toBe('INPUT_INVALID');
    const off = await catalog.createEvent({ ...eventFacts, name: 'Off', faceSearch: false });
    const refused = catalog.layOut(off.id, query({ tokens: [selfie(embedding(1))] }), 0);
    expect(await refusal(refused)).toBe('INPUT_INVALID');
  });

  test('selects all that is found but a few, hidden frames of stacked bursts included', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{ sharpness: 10 }, { sharpness: 90 }, { sharpness: 20 }]);
    const camera = { make: 'Canon', model: 'EOS R3', serial: '1' };
    await catalog.recordPhotos(
      id,
      [0, 1, 2].map((n) => photo(n, { camera, takenAt: START + n * 500 })),
    );
    const stacked = query({ stackBursts: true });
    const { cells, total, photos } = await catalog.layOut(id, stacked, 10);
    expect(numbersOf(cells)).toEqual([1]);
    expect([total, photos, cells[0]?.burst]).toEqual([1, 3, { size: 3, position: 2 }]);
    expect(await catalog.idsOf(id, stacked, [sha(1)])).toEqual([sha(0), sha(2)]);
    const open = await catalog.layOut(id, { ...stacked, openBursts: [sha(2)] }, 10);
    expect(numbersOf(open.cells)).toEqual([0, 1, 2]);
  });
});

describeEveryStore('counts and suggestions', (under) => {
  test('saved searches, the last import, cameras and athletes', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [{ bibs: [reading('7', 0.95)] }, {}]);
    const run = '019ded50-0000-7000-8000-000000000002';
    const earlier = '019ded50-0000-7000-8000-000000000001';
    const r3 = (serial: string) => ({ make: 'Canon', model: 'Canon EOS R3', serial });
    await catalog.recordPhotos(id, [photo(3, { camera: r3('A') }), photo(4, { camera: r3('B') })], { run });
    await catalog.recordPhotos(id, [photo(5, { camera: r3('B') })], { run: earlier });
    await flag(catalog, id, 4, 'reject');
    const entry = { name: null, category: null, team: null, wave: null };
    await catalog.importStartList(
      id,
      maker,
      [
        { ...entry, bib: '7' },
        { ...entry, bib: '8' },
      ],
      'replace',
    );
    const search = (tokens: BrowseRequest['tokens']) => ({ ...query({ tokens }), event: id });
    const { saved } = await catalog.saveSearch(id, maker, {
      name: 'Seven',
      query: search([{ kind: 'bib', text: '7' }]),
    });
    const gone = await catalog.saveSearch(id, maker, {
      name: 'Gone',
      query: search([{ kind: 'face', place: { photoId: sha(1), box: null }, minSimilarity: null }]),
    });
    const facets = await catalog.facets(id, query());
    expect(facets.lastRun).toEqual({ run, photos: 2 });
    expect(facets.athletes).toEqual({ all: 2, withPhotos: 1 });
    expect(facets.cameras.map(({ name, photos }) => [name, photos])).toEqual([
      ['Canon EOS R3 A', 1],
      ['Canon EOS R3 B', 1],
    ]);
    const counts = new Map(facets.saved.map((search) => [search.id, search.photos]));
    expect(counts).toEqual(
      new Map([
        [saved.id, 1],
        [gone.saved.id, 0],
      ]),
    );
    const [a] = facets.cameras;
    const { cells } = await catalog.layOut(id, query({ filters: { cameras: [a!.id] } }), 5);
    expect(numbersOf(cells)).toEqual([3]);
  });

  test('the timeline has fewer than 400 stretches, however long the event was', async () => {
    const { catalog } = under;
    const { id } = await catalog.createEvent(eventFacts);
    expect(await catalog.timeline(id, query())).toEqual({
      start: null,
      step: 60_000,
      photos: [],
      matches: [],
      earlier: 0,
      later: 0,
    });
    const day = 24 * 3_600_000;
    await catalog.recordPhotos(id, [
      photo(0),
      photo(1, { takenAt: START + day }),
      photo(2, { takenAt: null }),
    ]);
    const { start, step, photos, matches } = await catalog.timeline(
      id,
      query({ filters: { takenBefore: START } }),
    );
    expect(photos.length).toBeLessThan(400);
    expect(step % 60_000).toBe(0);
    expect(start! <= START && start! + step > START).toBe(true);
    expect([photos[0], photos.at(-1), matches.at(-1)]).toEqual([1, 1, 1]);
  });

  test('the timeline is not stretched by a camera whose clock is wrong, and says what it leaves out', async () => {
    const { catalog } = under;
    const { id } = await catalog.createEvent(eventFacts);
    const [hour, day] = [3_600_000, 24 * 3_600_000];
    const takenAt = (n: number) => {
      // A second day of the race, one photo in the night between, two cameras that lost their date.
      if (n < 60) return START + n * 60_000;
      if (n < 100) return START + day + n * 60_000;
      if (n === 100) return START + 12 * hour;
      return n < 140 ? START - 3000 * day + n * 60_000 : START + 400 * day;
    };
    const photos = Array.from({ length: 141 }, (_, n) => photo(n, { takenAt: takenAt(n) }));
    await catalog.recordPhotos(id, photos);
    const shown = await catalog.timeline(id, query());
    expect([shown.earlier, shown.later]).toEqual([39, 1]);
    const end = shown.start! + shown.photos.length * shown.step;
    expect(shown.start! <= START && end > START + day + 99 * 60_000 && end < START + 2 * day).toBe(true);
    // By the time that the timeline ends at, what it leaves out can be found.
    for (const [filters, found] of [
      [{ takenBefore: shown.start! }, 39],
      [{ takenFrom: end }, 1],
    ] as const) {
      expect((await catalog.layOut(id, query({ filters }), 0)).total).toBe(found);
    }
  });

  test('suggests by any word without its accents, by bib, team and category, with photos', async () => {
    const { catalog } = under;
    const { id } = await eventWith(catalog, [
      { bibs: [reading('12', 0.95)] },
      { bibs: [reading('129', 0.5)] },
    ]);
    const entries = [
      { bib: '120', name: 'Ángel García López', category: 'M40', team: 'Łódź Runners', wave: null },
      { bib: '12', name: 'Lo Smith-Jones', category: 'F40', team: 'Łódź Runners', wave: null },
      { bib: '3', name: 'Jürgen Weiß', category: 'M40', team: null, wave: null },
    ];
    await catalog.importStartList(id, maker, entries, 'replace');
    const suggest = async (text: string, limit = 8) =>
      (await catalog.suggest(id, text, limit)).map(({ token, photos }) => [
        'bib' in token ? token.bib : Object.values(token)[1],
        photos,
      ]);
    expect(await suggest('lo')).toEqual([
      ['12', 1],
      ['120', 0],
      ['Łódź Runners', 1],
    ]);
    expect(await suggest('JON')).toEqual([['12', 1]]);
    expect(await suggest('weiss jur')).toEqual([['3', 0]]);
    expect(await suggest('12')).toEqual([
      ['12', 1],
      ['120', 0],
      ['129', 1],
    ]);
    expect(await suggest('12', 1)).toEqual([['12', 1]]);
    expect(await suggest('m4')).toEqual([['M40', 0]]);
    expect(await suggest('  ')).toEqual([]);
    expect((await catalog.suggest(id, '120', 1))[0]?.detail).toBe('M40 · Łódź Runners');
  });
});

describeEveryStore('what is found by its name', (under) => {
  const named = async (eventId: string, text: string, limit = 10) =>
    (await under.catalog.photosNamed(eventId, text, limit)).map(({ name }) => name);

  test('is a photo whose name holds the text: the whole name first, then how name and number begin', async () => {
    const { catalog } = under;
    const { id } = await catalog.createEvent({ ...eventFacts, name: 'Run' });
    const names = ['HHM_1340', 'HHM_0034', 'HHM_3401', '34', 'IMG_2034b', '340_X', 'HHM_5555'];
    await catalog.recordPhotos(
      id,
      names.map((name, n) => photo(n, { files: [file(`/card/${name}.JPG`, n)] })),
    );
    expect(await named(id, '34')).toEqual(['34', '340_X', 'HHM_3401', 'HHM_0034', 'HHM_1340', 'IMG_2034b']);
    expect(await named(id, 'hhm_0')).toEqual(['HHM_0034']);
    expect(await named(id, '34', 2)).toEqual(['34', '340_X']);
    expect(await named(id, ' ')).toEqual([]);
    expect(await named(id, '%')).toEqual([]);
    // What comes later is found as well, and other events have names of their own.
    await catalog.recordPhotos(id, [photo(20, { files: [file('/card/HHM_3499.JPG', 20)] })]);
    expect(await named(id, '3499')).toEqual(['HHM_3499']);
    const other = await catalog.createEvent({ ...eventFacts, name: 'Other' });
    expect(await named(other.id, '34')).toEqual([]);
  });

  test('are sightings by their confidence, those that people decided apart', async () => {
    const { catalog } = under;
    const { id } = await catalog.createEvent({ ...eventFacts, name: 'Run' });
    await catalog.recordPhotos(id, [photo(0), photo(1)]);
    const at = (confidence: number, number: string, x: number) =>
      reading(number, confidence, { box: [x, 400, 100, 60] });
    await catalog.recordFindings(
      id,
      sha(0),
      key,
      findings({ bibs: [at(0.95, '7', 100), at(0.5, '8', 500)] }),
    );
    await catalog.recordFindings(id, sha(1), key, findings({ bibs: [at(0.951, '7', 100)] }));
    const counted = async () =>
      (await catalog.confidences(id)).flatMap((sightings, hundredth) =>
        sightings > 0 ? [[hundredth, sightings]] : [],
      );
    expect(await counted()).toEqual([
      [50, 1],
      [95, 2],
    ]);
    const place = { photoId: sha(1), box: null };
    await catalog.act(id, maker, { kind: 'accept', number: '7' }, [
      { kind: 'bib', place, number: '7', worn: true },
    ]);
    expect(await counted()).toEqual([
      [50, 1],
      [95, 1],
    ]);
  });
});
