import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photo, sha } from '../../test/catalog/samples.ts';
import { fromTransport } from '../contract/orpc-errors.ts';
import { type Engine, openEngine } from './open-engine.ts';

let home: string;
let engine: Engine;
beforeEach(async () => {
  home = await realpath(await mkdtemp(path.join(tmpdir(), 'photofinish-events-')));
  engine = openEngine(home, () => undefined);
});
afterEach(async () => {
  await engine.close();
  await rm(home, { recursive: true });
});

/** The sentence that a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await call.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => fromTransport(reason),
  );
  return error as { code: string; message: string } & Error;
}

const rules = { alphabet: '0123456789AB', minLength: 2, maxLength: 5, ranges: [{ from: 1, to: 4999 }] };

describe('a new event', () => {
  it('keeps all that was said of it', async () => {
    const folder = path.join(home, 'copies');
    await mkdir(folder);
    const { id: keepIn } = await engine.client.folders.grant({ path: folder });
    const event = await engine.client.events.create({
      name: '  City Marathon ',
      date: '2026-05-03',
      place: 'Vienna',
      timeZone: 'Europe/Vienna',
      bibRules: rules,
      faceSearch: false,
      keepIn,
    });
    expect(event).toMatchObject({
      name: 'City Marathon',
      date: '2026-05-03',
      place: 'Vienna',
      timeZone: 'Europe/Vienna',
      bibRules: rules,
      faceSearch: false,
      photosFolder: folder,
      pack: 'standard',
    });
    expect(await engine.client.events.find({ event: event.id })).toEqual(event);
  });

  it('needs no more than a name', async () => {
    const event = await engine.client.events.create({ name: 'Fun Run', place: ' ' });
    expect(event).toMatchObject({
      date: null,
      place: null,
      bibRules: null,
      faceSearch: true,
      photosFolder: null,
    });
    expect(event.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it.each([
    ['a zone that no place has', { timeZone: 'Mars/Olympus' }, /Mars\/Olympus is no time zone/],
    ['a day that no year has', { date: '2026-02-30' }, /date/i],
    ['a range the wrong way round', { bibRules: { ...rules, ranges: [{ from: 9, to: 1 }] } }, /9–1.*1–9/],
    ['lengths the wrong way round', { bibRules: { ...rules, minLength: 6 } }, /at least 6 and at most 5/],
    ['spaces on bibs', { bibRules: { ...rules, alphabet: '0 1' } }, /space/],
    [
      'a folder that nobody granted',
      { keepIn: '019a2f00-0000-7000-8000-000000000000' },
      /not chosen on this/,
    ],
    ['no name', { name: '  ' }, /name/],
  ])('is refused with %s', async (_, facts, sentence) => {
    const { code, message } = await refusal(engine.client.events.create({ name: 'City', ...facts }));
    expect(code).toBe('INPUT_INVALID');
    expect(message).toMatch(sentence);
    expect(await engine.client.events.list()).toEqual([]);
  });
});

describe('changing an event', () => {
  it('changes what is said, keeps the rest, and can be undone and done again', async () => {
    const before = await engine.client.events.create({ name: 'City', place: 'Vienna', bibRules: rules });
    const { client } = engine;
    const after = await client.events.update({ event: before.id, name: 'City Marathon', bibRules: null });
    expect(after).toEqual({ ...before, name: 'City Marathon', bibRules: null });
    const [action] = await client.history.list({ event: before.id });
    expect(action?.what).toEqual({ kind: 'eventFacts', fields: ['name', 'bibRules'] });
    await client.history.undo({ event: before.id });
    expect(await client.events.find({ event: before.id })).toEqual(before);
    await client.history.redo({ event: before.id });
    expect(await client.events.find({ event: before.id })).toEqual(after);
  });

  it('lets photos stay where they are again', async () => {
    const { client } = engine;
    const { id: keepIn } = await client.folders.grant({ path: home });
    const { id: event } = await client.events.create({ name: 'City', keepIn });
    expect((await client.events.update({ event, place: 'Graz' })).photosFolder).toBe(home);
    expect((await client.events.update({ event, keepIn: null })).photosFolder).toBeNull();
  });

  it('is refused as a new event is, and for the name of another', async () => {
    const { client } = engine;
    await client.events.create({ name: 'Other' });
    const event = await client.events.create({ name: 'City' });
    expect(await refusal(client.events.update({ event: event.id, name: 'OTHER' }))).toMatchObject({
      code: 'EVENT_EXISTS',
    });
    expect(await refusal(client.events.update({ event: event.id, timeZone: 'Nowhere' }))).toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect(await refusal(client.events.update({ event: 'Citi', name: 'X' }))).toMatchObject({
      code: 'EVENT_NOT_FOUND',
    });
    expect(await client.events.find({ event: event.id })).toEqual(event);
  });
});

describe('the time zone', () => {
  it('that was wrong is put right for the photos that are there, and back again', async () => {
    const { client } = engine;
    const { id: event } = await client.events.create({ name: 'City', timeZone: 'UTC' });
    const catalog = await engine.contextFor('machine').catalog();
    const at = (text: string) => Date.parse(text);
    await catalog.recordPhotos(event, [
      photo(1, { cameraTime: '2026-05-03T10:00:00.5', takenAt: at('2026-05-03T10:00:00.5Z') }),
      // This camera says where it was, and this one nothing.
      photo(2, { cameraTime: '2026-05-03T10:00:00+02:00', takenAt: at('2026-05-03T08:00:00Z') }),
      photo(3, { cameraTime: null, takenAt: at('2026-05-03T09:00:00Z') }),
    ]);
    const times = async () => {
      const taken = [1, 2, 3].map(async (n) => (await catalog.photo(event, sha(n)))?.takenAt);
      return (await Promise.all(taken)).map((time) => new Date(time ?? 0).toISOString().slice(11, 21));
    };
    await client.events.update({ event, timeZone: 'America/New_York' });
    expect(await times()).toEqual(['14:00:00.5', '08:00:00.0', '09:00:00.0']);
    await client.history.undo({ event });
    expect(await times()).toEqual(['10:00:00.5', '08:00:00.0', '09:00:00.0']);
    await client.history.redo({ event });
    expect(await times()).toEqual(['14:00:00.5', '08:00:00.0', '09:00:00.0']);
  });
});

describe('the machine', () => {
  it('says where it keeps things, and no provider before one was started', async () => {
    const status = await engine.client.machine.status();
    expect(status).toMatchObject({ dataFolder: home, provider: null });
    expect(status.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(status.workers).toBeGreaterThan(0);
    expect(status.freeBytes).toBeGreaterThan(0);
  });
});
