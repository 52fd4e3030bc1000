import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IdentityVectors } from '../../test/bench/identity-vectors.ts';
import { eventFacts, face, findings, key, photo, reading, sha } from '../../test/catalog/samples.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { PhotoDetail } from '../contract/photo-detail.ts';
import { type Engine, openEngine } from './open-engine.ts';

let home: string;
let engine: Engine;
let catalog: Catalog;
let event: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'photofinish-people-'));
  engine = openEngine(home, () => undefined);
  catalog = await engine.contextFor('machine').catalog();
  event = (await engine.client.events.create({ ...eventFacts, pack: key.pipeline.pack })).id;
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const drawn = new IdentityVectors('people');
const ada = drawn.identity();
const bea = drawn.identity();
const cia = drawn.identity();
type Identity = typeof ada;

/** Somebody in a photo: at the left or the right, with a bib that is read or none. */
interface Runner {
  readonly who: Identity;
  readonly bib?: readonly [string, number];
}

let next = 0;
beforeEach(() => {
  next = 0;
});

/** A photo ten seconds after the one before it. */
async function shoot(...runners: Runner[]): Promise<string> {
  const n = next++;
  await catalog.recordPhotos(event, [photo(n, { takenAt: Date.UTC(2026, 4, 3, 8) + n * 10_000 })]);
  await analyse(n, key.pipeline.version, runners);
  return sha(n);
}

async function analyse(n: number, version: number, runners: readonly Runner[]): Promise<void> {
  const found = findings({
    faces: runners.map(({ who }, i) =>
      face(who.face(), { box: [1000 + 2000 * i, 500 + version, 200, 250], quality: 0.8 }),
    ),
    bibs: runners.flatMap(({ bib }, i) =>
      bib ? [reading(bib[0], bib[1], { box: [1000 + 2000 * i, 1250, 200, 100] })] : [],
    ),
  });
  await catalog.recordFindings(event, sha(n), { ...key, pipeline: { ...key.pipeline, version } }, found);
}

const settle = async () => (await engine.contextFor('machine').settler(event)).settle({ thorough: true });
const list = (input: object = {}) => engine.client.people.list({ event, ...input });
const sightings = async (photoId: string): Promise<PhotoDetail['sightings']> =>
  (await engine.client.photos.get({ event, photoId })).sightings;
const short = async (photoId: string) =>
  (await sightings(photoId)).map(({ number, state }) => `${number} ${state}`);

/** Ada in ten photos, read in seven; Bea in five, never read. */
async function race() {
  const adas: string[] = [];
  for (let i = 0; i < 10; i++) {
    adas.push(await shoot({ who: ada, ...(i < 7 && { bib: ['349', 0.95] as const }) }));
  }
  const beas: string[] = [];
  for (let i = 0; i < 5; i++) beas.push(await shoot({ who: bea }));
  await settle();
  return { adas, beas };
}

describe('evidence of other photos', () => {
  test('a clear bib names the same face in photos where none was read', async () => {
    const { adas, beas } = await race();
    const [seen] = await sightings(adas[9]!);
    expect(seen).toMatchObject({ number: '349', state: 'accepted', readingId: null });
    expect(seen!.faceId).not.toBeNull();
    expect(seen!.evidence).toContainEqual(
      expect.objectContaining({ kind: 'face', number: '349', photos: 7 }),
    );
    expect(await short(beas[0]!)).toEqual([]);
  });

  test('a doubtful reading of the same number is believed, of another one doubted', async () => {
    const { adas } = await race();
    const agrees = await shoot({ who: ada, bib: ['349', 0.5] });
    const differs = await shoot({ who: ada, bib: ['812', 0.7] });
    await settle();
    expect(await short(agrees)).toEqual(['349 accepted']);
    const [first, second] = await sightings(differs);
    expect(first).toMatchObject({ number: '349' });
    expect(second?.evidence ?? first!.evidence).toContainEqual(
      expect.objectContaining(
        second ? { kind: 'faceDisagrees', number: '349' } : { kind: 'face', number: '349' },
      ),
    );
    expect(await short(adas[9]!)).toEqual(['349 accepted']);
  });

  test('thresholds of the event decide, and can be taken back', async () => {
    const { adas } = await race();
    const [before] = await sightings(adas[9]!);
    await engine.client.events.update({ event, thresholds: { accept: 1, review: 0.3 } });
    expect(await short(adas[9]!)).toEqual(['349 review']);
    expect((await sightings(adas[9]!))[0]!.confidence).toBe(before!.confidence);
    await engine.client.history.undo({ event });
    expect(await short(adas[9]!)).toEqual(['349 accepted']);
  });

  test('a word on a photo wins over what the face says', async () => {
    const { adas } = await race();
    const [seen] = await sightings(adas[9]!);
    await engine.client.sightings.reject({ event, photoId: adas[9]!, number: '349', box: seen!.box });
    await settle();
    expect(await short(adas[9]!)).toEqual(['349 rejected']);
    await engine.client.history.undo({ event });
    await settle();
    expect(await short(adas[9]!)).toEqual(['349 accepted']);
  });
});

describe('persons', () => {
  test('are listed with faces, photos, numbers and times, those without a number first', async () => {
    await race();
    const page = await list();
    expect(page).toMatchObject({ total: 2, unnamed: 1, counts: { all: 2, named: 1, unnamed: 1, faces: 15 } });
    const [first, second] = page.persons;
    expect(first).toMatchObject({ number: null, noNumber: false, faces: 5, photos: 5 });
    expect(second).toMatchObject({ number: '349', numberBy: 'readings', faces: 10, photos: 10 });
    expect(second!.numbers).toEqual([expect.objectContaining({ number: '349', photos: 7 })]);
    expect(second!.covers).toHaveLength(5);
    expect(page.athletes).toBeNull();
    expect((await list({ text: '34' })).persons).toHaveLength(1);
    expect((await list({ filter: 'unnamed' })).persons).toEqual([first]);
  });

  test('a name follows the person into photos that come later, past new analyses and back by undo', async () => {
    const { beas } = await race();
    const [unnamed] = (await list({ filter: 'unnamed' })).persons;
    await engine.client.people.name({ event, person: unnamed!.id, number: '77' });
    for (const photoId of beas) expect(await short(photoId)).toEqual(['77 accepted']);
    expect((await sightings(beas[0]!))[0]!.evidence[0]).toMatchObject({ kind: 'named', number: '77' });
    const later = await shoot({ who: bea });
    await settle();
    expect(await short(later)).toEqual(['77 accepted']);
    // A new pipeline finds the faces a little elsewhere, under other ids.
    for (let n = 10; n < 15; n++) await analyse(n, key.pipeline.version + 1, [{ who: bea }]);
    await settle();
    for (const photoId of [...beas, later]) expect(await short(photoId)).toEqual(['77 accepted']);
    await engine.client.history.undo({ event });
    await settle();
    for (const photoId of [...beas, later]) expect(await short(photoId)).toEqual([]);
    await engine.client.history.redo({ event });
    await settle();
    expect(await short(later)).toEqual(['77 accepted']);
  });

  test('one without a number is no open question, and nobody is named after a bib beside', async () => {
    await race();
    const [unnamed] = (await list({ filter: 'unnamed' })).persons;
    await engine.client.people.name({ event, person: unnamed!.id, number: null });
    expect(await list()).toMatchObject({ counts: { unnamed: 0, named: 2 } });
    expect((await list({ filter: 'named' })).persons).toContainEqual(
      expect.objectContaining({ noNumber: true, number: null }),
    );
  });

  test('two are made one, kept apart, and taken apart again', async () => {
    const { adas, beas } = await race();
    const [a, b] = [(await list({ filter: 'named' })).persons[0]!, (await list()).persons[0]!];
    const compared = await engine.client.people.compare({ event, person: a.id, other: b.id });
    expect(compared).toMatchObject({ moves: 5, a: { number: '349' } });
    expect(compared.evidence).toContainEqual({ kind: 'together', photos: 0 });
    await engine.client.people.same({ event, person: b.id, other: a.id });
    expect(await list()).toMatchObject({ total: 1, persons: [{ number: '349', faces: 15 }] });

    // Bea's faces look least like the rest.
    const detail = await engine.client.people.get({ event, person: a.id });
    const faceOf = (photoId: string) => detail.faces.find((one) => one.photoId === photoId)!.id;
    expect(detail.odd.toSorted()).toEqual(beas.map(faceOf).sort());
    await engine.client.people.split({ event, person: a.id, faces: detail.odd, number: '51' });
    expect((await list({ order: 'number' })).persons).toMatchObject([
      { number: '51', faces: 5 },
      { number: '349', faces: 10 },
    ]);
    for (const photoId of beas) expect(await short(photoId)).toEqual(['51 accepted']);
    await settle();
    expect(await short(adas[9]!)).toEqual(['349 accepted']);
    expect((await list()).total).toBe(2);

    await engine.client.history.undo({ event });
    await engine.client.history.undo({ event });
    await settle();
    expect((await list()).persons).toMatchObject([
      { number: null, faces: 5 },
      { number: '349', faces: 10 },
    ]);
  });

  test('are the same when the program starts again, and nothing is written anew', async () => {
    const { adas } = await race();
    const before = await list();
    const revision = await catalog.revision(event);
    await engine.close();
    engine = openEngine(home, () => undefined);
    catalog = await engine.contextFor('machine').catalog();
    expect(await list()).toEqual(before);
    expect(await catalog.revision(event)).toBe(revision);
    expect(await short(adas[9]!)).toEqual(['349 accepted']);
  });

  test('two in one photo are never one, though they look alike', async () => {
    for (let i = 0; i < 4; i++) await shoot({ who: cia }, { who: cia });
    await settle();
    const { persons } = await list();
    expect(persons.map(({ faces, photos }) => [faces, photos])).toEqual([
      [4, 4],
      [4, 4],
    ]);
  });
});
