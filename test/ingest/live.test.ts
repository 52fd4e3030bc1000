import { mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../../engine/app/open-engine.ts';
import type { LiveEvent } from '../../engine/contract/live.ts';
import { copyPath, refuseOverlap, safeName } from '../../engine/ingest/destination.ts';
import { noModels } from '../cli/photofinish.ts';
import { fill, jpeg, studio, temporaryFolder } from './studio.ts';

/** Watches, and keeps what it hears. */
async function watching(engine: ReturnType<typeof openEngine>) {
  const heard: LiveEvent[] = [];
  const leave = new AbortController();
  const events = await engine.client.live.watch(undefined, { signal: leave.signal });
  const listening = (async () => {
    for await (const event of events) heard.push(event);
  })();
  await expect.poll(() => heard[0]?.kind).toBe('hello');
  return { heard, listening, leave: () => leave.abort() };
}

describe('whoever watches', () => {
  test('hears of events that are made and changed, in this program and beside it, until it leaves', async () => {
    const home = await temporaryFolder();
    const engine = openEngine(home, () => undefined);
    onTestFinished(() => engine.close());
    const { heard, listening, leave } = await watching(engine);
    const { id: event } = await engine.client.events.create({ name: 'Race' });
    await expect.poll(() => heard.some(({ kind }) => kind === 'events')).toBe(true);
    const beside = openEngine(home, () => undefined);
    onTestFinished(() => beside.close());
    await beside.client.events.update({ event, place: 'Linz' });
    await expect.poll(() => heard.find(({ kind }) => kind === 'event')).toMatchObject({ event });
    leave();
    await listening;
    const before = heard.length;
    await engine.client.events.create({ name: 'Second' });
    await sleep(600);
    expect(heard.length).toBe(before);
  });

  test('hears the end when the engine closes', async () => {
    const engine = openEngine(await temporaryFolder(), () => undefined);
    const { listening } = await watching(engine);
    await engine.close();
    await listening;
  });

  test('hears of cards that come and go, of the event that it looks at', async () => {
    const { reader, engine, event } = await studio();
    const { heard, leave } = await watching(engine);
    onTestFinished(leave);
    await engine.client.sources.list({ event });
    await fill(join(reader, 'A'), { 'DCIM/1/1.JPG': await jpeg(1) });
    const latest = () => heard.findLast(({ kind }) => kind === 'sources');
    await expect.poll(latest, { timeout: 30_000 }).toMatchObject({
      event,
      sources: [{ name: 'A', kind: 'card', state: 'ready', photos: 1, newPhotos: 1 }],
    });
    await rename(join(reader, 'A'), join(reader, '.A'));
    await expect
      .poll(latest, { timeout: 30_000 })
      .toMatchObject({ sources: [{ name: 'A', state: 'missing' }] });
  });

  test.skipIf(noModels !== null)('hears of a run at most four times a second, and its end', async () => {
    const { reader, engine, start } = await studio();
    await fill(join(reader, 'A'), {
      ...Object.fromEntries(
        await Promise.all([1, 2, 3, 4, 5].map(async (n) => [`DCIM/1/${n}.JPG`, await jpeg(n)] as const)),
      ),
    });
    const { heard, leave } = await watching(engine);
    onTestFinished(leave);
    const began = performance.now();
    await start('A');
    const runs = () => heard.flatMap((event) => (event.kind === 'run' ? event.run : []));
    await expect.poll(() => runs().at(-1)?.state, { timeout: 100_000 }).toBe('done');
    expect(runs().length).toBeLessThanOrEqual((performance.now() - began) / 250 + 2);
    expect(runs().at(-1)).toMatchObject({ searchable: 5, secondsLeft: 0 });
  });
});

describe('names of folders for copies', () => {
  test.each([
    ['..', '_'],
    ['../../etc', '.._.._etc'],
    ['', '_'],
    ['City / Run: 2026?', 'City _ Run_ 2026_'],
    ['trailing. . ', 'trailing'],
    ['CON', '_CON'],
    ['nul.JPG', '_nul.JPG'],
    ['a\u0000b\nc', 'a_b_c'],
    ['DSC_0001.JPG', 'DSC_0001.JPG'],
    ['Zielfoto Überlauf', 'Zielfoto Überlauf'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  test('are no longer than any system takes, ending kept', () => {
    const name = safeName(`${'ü'.repeat(300)}.JPG`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    expect(name.endsWith('.JPG')).toBe(true);
  });

  test('stay within the folder of the event, below DCIM', () => {
    expect(copyPath('/photos', '..', 'DCIM/100/1.JPG')).toBe(join('/photos', '_', '100', '1.JPG'));
    expect(copyPath('/photos', 'A', 'dcim/1.JPG')).toBe(join('/photos', 'A', '1.JPG'));
    expect(copyPath('/photos', 'A', 'DCIM')).toBe(join('/photos', 'A', 'DCIM'));
  });

  test.skipIf(process.platform === 'win32')('are not within what is copied, by whatever way', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'card/DCIM'), { recursive: true });
    await mkdir(join(folder, 'photos'));
    await symlink(join(folder, 'card'), join(folder, 'link'));
    const refused = { code: 'DESTINATION_INSIDE_SOURCE' };
    await expect(refuseOverlap(join(folder, 'card'), join(folder, 'card'))).rejects.toMatchObject(refused);
    await expect(refuseOverlap(join(folder, 'card'), join(folder, 'link/not/yet'))).rejects.toMatchObject(
      refused,
    );
    await expect(refuseOverlap(join(folder, 'photos/card'), join(folder, 'photos'))).rejects.toMatchObject(
      refused,
    );
    await refuseOverlap(join(folder, 'card'), join(folder, 'card-2'));
    await refuseOverlap(join(folder, 'card'), join(folder, 'photos'));
  });
});
