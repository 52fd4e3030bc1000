import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../../test/catalog/open-catalog.ts';
import { all, embedding, eventFacts, photo, sha } from '../../../test/catalog/samples.ts';
import { BrowseQuery } from '../../contract/browse.ts';

const writer = path.resolve(import.meta.dirname, '../../../test/catalog/endless-writer.ts');
const actor = path.resolve(import.meta.dirname, '../../../test/catalog/large-actor.ts');

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photofinish-catalog-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts a writer, kills it in the middle of its work, and gives the photos that it said were stored. */
async function writeUntilKilled(eventId: string, first: number, atLeast: number): Promise<number[]> {
  const child = spawn(process.execPath, [writer, folder, eventId, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const closed = once(child, 'close');
  const stored: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    stored.push(Number(line));
    if (stored.length === atLeast) child.kill('SIGKILL');
  }
  expect((await closed)[1]).toBe('SIGKILL');
  return stored;
}

function integrity(): unknown {
  const db = new Database(path.join(folder, 'catalog.sqlite'));
  load(db);
  try {
    return [db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')];
  } finally {
    db.close();
  }
}

test('a program killed while it writes loses nothing that was stored', async () => {
  const catalog = await openCatalog(folder);
  const { id } = await catalog.createEvent(eventFacts);
  await catalog.close();
  const stored: number[] = [];
  for (let round = 0; round < 3; round++) {
    stored.push(...(await writeUntilKilled(id, 1 + round * 10_000, 40 + 7 * round)));
    expect(integrity()).toEqual(['ok', []]);
  }
  const reopened = await openCatalog(folder);
  const photos = new Map((await all(reopened.photos(id))).map((photo) => [photo.id, photo]));
  for (const n of stored) {
    expect(photos.get(sha(n))?.findings?.bibs[0]?.number).toBe(String(n));
  }
  // Findings and vectors of a photo are there together, of the photo that was in work as well.
  const analysed = [...photos.values()].filter(({ findings }) => findings !== null);
  expect(await reopened.counts(id)).toMatchObject({
    faces: 2 * analysed.length,
    bibReadings: analysed.length,
  });
  const { hits } = await reopened.search(id, { face: { embedding: embedding(1) } }, { limit: 500 });
  expect(hits).toHaveLength(analysed.length);
  await reopened.close();
});

test('two programs that write into one catalog take turns', async () => {
  const catalog = await openCatalog(folder);
  const { id } = await catalog.createEvent(eventFacts);
  const [a, b] = await Promise.all([writeUntilKilled(id, 1, 60), writeUntilKilled(id, 10_001, 60)]);
  expect(integrity()).toEqual(['ok', []]);
  const ids = new Set((await all(catalog.photos(id))).map((photo) => photo.id));
  for (const n of [...a, ...b]) expect(ids.has(sha(n))).toBe(true);
  await catalog.close();
});

test('a program killed in the middle of a large action did all of it or nothing', async () => {
  const PHOTOS = 20_000;
  const catalog = await openCatalog(folder);
  const { id } = await catalog.createEvent(eventFacts);
  await catalog.recordPhotos(
    id,
    Array.from({ length: PHOTOS }, (_, n) => photo(n)),
  );
  await catalog.close();
  let killed = 0;
  for (const delay of [20, 60, 120, 200]) {
    const child = spawn(process.execPath, [actor, folder, id, String(PHOTOS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const closed = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line === 'begins') setTimeout(() => child.kill('SIGKILL'), delay);
    }
    await closed;
    if (!lines.includes('done')) killed++;
    expect(integrity()).toEqual(['ok', []]);
    const reopened = await openCatalog(folder);
    const actions = (await reopened.history(id, 100)).length;
    const decisions = await all(reopened.decisions(id));
    expect(decisions).toHaveLength(actions * PHOTOS);
    const { stars } = await reopened.facets(id, BrowseQuery.parse({ event: id }));
    expect(stars[5]).toBe(actions > 0 ? PHOTOS : 0);
    expect(stars[0]).toBe(actions > 0 ? 0 : PHOTOS);
    // What was said to be done is.
    if (lines.includes('done')) expect(actions).toBeGreaterThan(0);
    await reopened.close();
    if (actions > 0) break;
  }
  expect(killed).toBeGreaterThan(0);
});
