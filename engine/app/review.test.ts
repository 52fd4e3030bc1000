import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../test/catalog/open-catalog.ts';
import {
  embedding,
  eventFacts,
  face,
  findings,
  key,
  maker,
  photo,
  reading,
  START,
  sha,
} from '../../test/catalog/samples.ts';
import type { Event } from '../contract/event.ts';
import type { Findings } from '../contract/findings.ts';
import type { Box } from '../contract/geometry.ts';
import type { ReviewMember, ReviewQuestion } from '../contract/review.ts';
import { type Engine, openEngine } from './open-engine.ts';

const camera = { make: 'Canon', model: 'R3', serial: '1' };
const chest: Box = [600, 1600, 300, 150];
const head: Box = [650, 1000, 200, 250];
const beside: Box = [3000, 1600, 300, 150];

let home: string;
let engine: Engine;
let event: Event;

/** An event whose photos were taken so many milliseconds after the start, with these findings. */
async function raceOf(shots: readonly (Partial<Findings> & { at: number })[], entries: string[] = []) {
  const catalog = await openCatalog(home);
  event = await catalog.createEvent(eventFacts);
  await catalog.recordPhotos(
    event.id,
    shots.map(({ at }, n) => photo(n, { takenAt: START + at, camera })),
  );
  const list = entries.map((entry) => {
    const [bib = '', name = null] = entry.split(' ');
    return { bib, name, category: null, team: null, wave: null };
  });
  if (list.length > 0) await catalog.importStartList(event.id, maker, list, 'replace');
  for (const [n, { at: _, ...found }] of shots.entries())
    await catalog.recordFindings(event.id, sha(n), key, findings(found));
  await catalog.close();
  engine = openEngine(home, () => undefined);
}

const bib = (number: string, confidence: number, alternatives: [string, number][] = [], box = chest) =>
  reading(number, confidence, {
    box,
    alternatives: alternatives.map(([other, probability]) => ({ number: other, probability })),
  });

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'photofinish-review-'));
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

const open = () => engine.client.review.open({ event: event.id });
const rows = async () => (await open()).rows.map(({ shown, sightings }) => `${shown} ${sightings}`);
const ask = async (question: string): Promise<ReviewQuestion> =>
  (await engine.client.review.question({ event: event.id, question }))!;
const undo = () => engine.client.history.undo({ event: event.id });
const say = (number: string, places: ReviewMember[], leftOut: ReviewMember[] = []) =>
  engine.client.review.answer({ event: event.id, answer: { kind: 'number', number }, places, leftOut });
const seen = async (n: number) =>
  (await engine.client.photos.get({ event: event.id, photoId: sha(n) })).sightings.map(
    ({ number, state }) => `${number} ${state}`,
  );

test('one answer settles all that it is asked about but what was left out, and is one step of the history', async () => {
  await raceOf([0, 9000, 18_000].map((at) => ({ at, bibs: [bib('349', 0.6)] })));
  expect(await open()).toMatchObject({
    counts: { questions: 1, sightings: 3, settled: 0, answers: 0 },
    rows: [{ id: '349', guess: '349', sightings: 3, reason: { kind: 'unsure', confidence: 0.6 } }],
  });
  const { members } = await ask('349');
  expect(members.map(({ name }) => name)).toEqual(['IMG_0', 'IMG_1', 'IMG_2']);
  const answered = await say('349', [members[0]!, members[2]!], [members[1]!]);
  expect(answered).toMatchObject({
    settledBefore: 0,
    action: { what: { kind: 'review', answer: 'number', number: '349', sightings: 2 }, photos: 2 },
    queue: { counts: { questions: 1, sightings: 1, settled: 2, answers: 1 }, rows: [{ id: '349' }] },
  });
  expect([await seen(0), await seen(1), await seen(2)]).toEqual([
    ['349 accepted'],
    ['349 review'],
    ['349 accepted'],
  ]);
  await undo();
  expect((await open()).counts).toEqual({ questions: 1, sightings: 3, settled: 0, answers: 0 });
  await engine.client.history.redo({ event: event.id });
  expect(await rows()).toEqual(['349 1']);
});

test('another number takes the place of what was read, and none leaves nothing', async () => {
  await raceOf(
    [0, 9000].map((at) => ({ at, bibs: [bib('349', 0.6)] })),
    ['344 Lena'],
  );
  const { members } = await ask('349');
  await say('344', [members[0]!]);
  expect(await seen(0)).toEqual(['344 accepted', '349 rejected']);
  await engine.client.review.answer({
    event: event.id,
    answer: { kind: 'none' },
    places: [members[1]!],
  });
  expect(await seen(1)).toEqual(['349 rejected']);
  expect(await open()).toMatchObject({ rows: [], counts: { questions: 0, settled: 2, answers: 2 } });
  // Undo returns to the question that it changes.
  const { action } = await undo();
  expect(await engine.client.review.find({ event: event.id, photoId: action!.photoId! })).toEqual({
    question: '349',
  });
});

test('who answers second is told, and changes nothing', async () => {
  await raceOf([0, 9000].map((at) => ({ at, bibs: [bib('349', 0.6)] })));
  const { members } = await ask('349');
  await say('344', [members[0]!]);
  await expect(say('349', [members[0]!])).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' });
  expect(await seen(0)).toEqual(['344 accepted', '349 rejected']);
  expect(await say('349', members)).toMatchObject({
    settledBefore: 1,
    action: { what: { sightings: 1 }, photos: 1 },
  });
  expect(await seen(0)).toEqual(['344 accepted', '349 rejected']);
});

test('two who answer at once do not answer the same', async () => {
  await raceOf([{ at: 0, bibs: [bib('349', 0.6)] }]);
  const { members } = await ask('349');
  const outcomes = await Promise.allSettled([say('349', members), say('344', members)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await engine.client.history.list({ event: event.id })).length).toBe(1);
});

test('a number that nobody was given is asked about as such, and kept where somebody says so', async () => {
  await raceOf([{ at: 0, bibs: [bib('34', 0.7)] }], ['349 Maren', '348 Mia', '12 Bo']);
  const question = await ask('34');
  expect(question.row).toMatchObject({ shown: '34_', reason: { kind: 'cut' } });
  expect(question.candidates).toMatchObject([
    { number: '348', entries: [{ name: 'Mia' }], photos: 0, evidence: [{ kind: 'fragment' }] },
    { number: '349', entries: [{ name: 'Maren' }], photos: 0, evidence: [{ kind: 'fragment' }] },
    { number: '34', entries: [], evidence: [{ kind: 'read' }, { kind: 'unlisted' }] },
  ]);
  await say('34', question.members);
  expect(await seen(0)).toEqual(['34 accepted']);
  expect(await rows()).toEqual([]);
});

test('two athletes with one bib are both named', async () => {
  await raceOf([{ at: 0, bibs: [bib('7', 0.6)] }], ['7 Ada', '7 Bo']);
  const { candidates } = await ask('7');
  expect(candidates[0]!.entries.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
});

test('the frames before and after say what they read, and what was hidden is asked about by them', async () => {
  await raceOf([
    { at: 0, bibs: [bib('349', 0.97)], faces: [face(embedding(1), { box: head })] },
    {
      at: 400,
      bibs: [bib('34', 0.5), bib('12', 0.98, [], beside)],
      faces: [face(embedding(1, 0.1), { box: head })],
    },
    { at: 800, bibs: [bib('349', 0.95)], faces: [face(embedding(1), { box: head })] },
    { at: 90_000, bibs: [bib('349', 0.99)] },
  ]);
  const [row] = (await open()).rows;
  expect(row).toMatchObject({ guess: '349', sightings: 1 });
  const question = await ask(row!.id);
  expect(question).toMatchObject({
    earlier: { photoId: sha(0), seconds: -0.4, read: { number: '349', confidence: 0.97 } },
    later: { photoId: sha(2), seconds: 0.4, read: { number: '349', confidence: 0.95 } },
  });
  expect(question.candidates[0]).toMatchObject({ number: '349', photos: 3 });
  expect(question.candidates[0]!.evidence.map(({ kind }) => kind)).toContain('seen');
  // Somebody else in the photo is not whom the question is about.
  const other = question.candidates.find(({ number }) => number === '12');
  expect(other?.percent ?? 0).toBeLessThan(20);
});

test('what is not to be delivered is not asked about, and what is read later is', async () => {
  await raceOf([0, 9000].map((at) => ({ at, bibs: [bib('349', 0.6)] })));
  expect(await rows()).toEqual(['349 2']);
  const selection = { ids: [sha(1)] };
  await engine.client.photos.setFlag({ event: event.id, selection, flag: 'reject' });
  expect(await rows()).toEqual(['349 1']);
  const catalog = await openCatalog(home);
  await catalog.recordPhotos(event.id, [photo(7, { takenAt: START + 20_000, camera })]);
  await catalog.recordFindings(event.id, sha(7), key, findings({ bibs: [bib('51', 0.8)] }));
  await catalog.close();
  expect(await rows()).toEqual(['51 1', '349 1']);
});

test('a person who says that it is another one rejects what was thought', async () => {
  await raceOf([{ at: 0, bibs: [bib('349', 0.6)] }]);
  const { members } = await ask('349');
  await engine.client.review.answer({
    event: event.id,
    answer: { kind: 'other', guess: '349' },
    places: members,
  });
  expect(await seen(0)).toEqual(['349 rejected']);
});

test('faces without a number are asked about as one person, named by one answer or said to have none', async () => {
  const at = (place: number): Box => [600 + place, 1000, 200, 250];
  const strangers = [1, 2].map((n) => embedding(...Array(n).fill(0), 1));
  const seenIn = (who: Float32Array<ArrayBuffer>, ms: number) => ({
    at: ms,
    faces: [face(who, { box: at(ms / 100), quality: 0.9 })],
  });
  await raceOf([
    ...[0, 9000, 18_000].map((ms) => seenIn(strangers[0]!, ms)),
    ...[30_000, 39_000].map((ms) => seenIn(strangers[1]!, ms)),
  ]);
  const evidence = await engine.contextFor('machine').settler(event.id);
  await evidence.settle({ thorough: true });
  const { rows: asked, grouping } = await open();
  expect(grouping).toBe(false);
  expect(asked).toMatchObject([
    { guess: null, sightings: 3, reason: { kind: 'unnamed', photos: 3 } },
    { guess: null, sightings: 2, reason: { kind: 'unnamed', photos: 2 } },
  ]);
  await say('349', (await ask(asked[0]!.id)).members);
  expect(await seen(1)).toEqual(['349 accepted']);
  await engine.client.review.answer({
    event: event.id,
    answer: { kind: 'none' },
    places: (await ask(asked[1]!.id)).members.slice(0, 1),
  });
  // What is said of one face is said of the person.
  await evidence.settle();
  expect(await rows()).toEqual([]);
});
