import { copyFile, mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventWithCounts } from '../../engine/contract/event.ts';
import { SearchPage } from '../../engine/contract/search.ts';
import { type GeneratedRace, generateRace } from '../fixtures/race/generate-race.ts';
import { noModels, type Outcome, photofinish, photosByName } from './photofinish.ts';

const event = 'City Race';

/** One event, indexed once; what is done to it later is done in this order. */
describe.skipIf(noModels !== null)(`an event${noModels ? ` (skipped: ${noModels})` : ''}`, () => {
  let home: string;
  let photos: string;
  let race: GeneratedRace;
  let indexed: Outcome;

  const run = (command: string, ...args: string[]) =>
    photofinish([command, ...args, '--event', event], { env: { PHOTOFINISH_HOME: home } });
  const search = async (...args: string[]) =>
    SearchPage.parse(JSON.parse((await run('search', '--json', ...args)).stdout));
  const files = (page: SearchPage) => page.hits.map(({ photo }) => photo.files[0]?.path.split('/').at(-1));
  const counts = async () => {
    const { stdout } = await photofinish(['events', '--json'], { env: { PHOTOFINISH_HOME: home } });
    return EventWithCounts.parse(JSON.parse(stdout)).counts;
  };

  beforeAll(async () => {
    race = await generateRace({
      seed: 'cli',
      event: 'grand-marathon',
      photos: 8,
      width: 1280,
      height: 853,
      athletes: 4,
      difficulty: 'clean',
      kinds: { finisher: 4, half: 4 },
    });
    home = await mkdtemp(join(tmpdir(), 'photofinish-home-'));
    photos = join(home, 'card');
    await mkdir(photos);
    for (const { path, file } of race.photos) await copyFile(path, join(photos, file));
    await writeFile(join(photos, 'broken.jpg'), 'not a photo');
    indexed = await run('index', photos, '--start-list', race.startList);
  });
  afterAll(() => rm(home, { recursive: true }));

  it('is made, with its start list and its photos; one that cannot be read costs itself alone', async () => {
    expect(indexed.code, indexed.stderr).toBe(2);
    expect(indexed.stdout).toBe('');
    expect(indexed.stderr).toContain(`Made the event "${event}"`);
    expect(indexed.stderr).toMatch(/Start list: 4 entries added.*bib from "bib"/);
    expect(indexed.stderr).toMatch(/broken\.jpg: The file is not a/);
    expect(indexed.stderr).toMatch(/8 photos analysed in .*, 0 known from before, 1 failed/);
    expect(await counts()).toMatchObject({ photos: 9, analysed: 8, failed: 1, entries: 4 });
  });

  it('gives its readings line by line, in the form of analyze', async () => {
    const readings = photosByName(await run('readings', '--json'));
    expect(readings.size).toBe(9);
    expect(readings.get('broken.jpg')?.error).toMatchObject({ code: 'FILE_NOT_A_PHOTO' });
    for (const { file, bibs } of race.photos) {
      const numbers = readings.get(file)?.bibs.map(({ number }) => number);
      for (const bib of bibs) if (bib.state === 'sure') expect(numbers, file).toContain(bib.number);
    }
  });

  it('is searched by bib: exactly, by prefix, by list and by look-alike', async () => {
    const bib = race.photos.flatMap(({ bibs }) => bibs).find(({ state }) => state === 'sure')?.number ?? '';
    const wearing = race.photos
      .filter(({ bibs }) => bibs.some(({ number }) => number === bib))
      .map(({ file }) => file);
    expect(files(await search('--bib', bib)).sort()).toEqual(wearing.sort());
    expect(files(await search('--bib', `${bib.slice(0, 2)}*`))).toEqual(expect.arrayContaining(wearing));
    expect(files(await search('--bib', `1, ${bib}-${bib}`)).sort()).toEqual(wearing.sort());
    expect(files(await search('--bib', `~${bib}`))).toEqual(expect.arrayContaining(wearing));
    expect(files(await search('--bib', '9999999'))).toEqual([]);
    expect(files(await search('--no-bib'))).not.toEqual(expect.arrayContaining(wearing));
  });

  it('is searched by face, of an image and of an indexed photo, page by page', async () => {
    const portrait = join(photos, race.photos[0]?.file ?? '');
    const page = await search('--face', portrait, '--limit', '1');
    expect(files(page)).toEqual([race.photos[0]?.file]);
    expect(page.hits[0]?.face?.similarity).toBeGreaterThan(0.99);
    const again = await search('--face-id', page.hits[0]?.face?.faceId ?? '', '--limit', '1');
    expect(files(again)).toEqual(files(page));
    const all = await search('--face', portrait, '--min-similarity', '-1');
    if (page.next !== null) {
      const next = await search('--face', portrait, '--limit', '1', '--cursor', page.next);
      expect(files(next)).toEqual(files(all).slice(1, 2));
    }
  });

  it('says it in a table where no JSON is asked for', async () => {
    const { stdout, stderr } = await run('search', '--min-sharpness', '0');
    expect(stdout.split('\n')[0]).toMatch(/^photo +time +bibs +sharpness$/);
    expect(stderr).toMatch(/8 photos\./);
  });

  it('tells a face that is not there, a time that is none and a cursor of another search', async () => {
    const empty = join(home, 'empty.png');
    const sharp = (await import('sharp')).default;
    await sharp({ create: { width: 300, height: 300, channels: 3, background: 'grey' } })
      .png()
      .toFile(empty);
    for (const [args, message] of [
      [['--face', empty], /No face was found/],
      [['--face', join(home, 'absent.jpg')], /gone|There is no file/],
      [['--face-id', 'nobody'], /face/i],
      [['--from', 'noon'], /"noon" is no time/],
      [['--bib', '340-300'], /340/],
      [['--cursor', 'abc'], /page|cursor/i],
    ] as const) {
      const outcome = await run('search', ...args);
      expect(outcome.code, args.join(' ')).toBe(1);
      expect(outcome.stderr, args.join(' ')).toMatch(message);
      expect(outcome.stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });

  it('does nothing twice: an unchanged, a moved and a copied photo bring no work', async () => {
    const [first, second, third] = race.photos.map(({ file }) => file);
    await mkdir(join(photos, 'sub'));
    await rename(join(photos, first!), join(photos, 'sub/moved.jpg'));
    await copyFile(join(photos, second!), join(photos, 'copy.jpg'));
    await utimes(join(photos, third!), new Date(), new Date());
    const again = await run('index', photos);
    expect(again.stderr).toMatch(/0 photos analysed in .*, 10 known from before, 1 failed/);
    expect(again.stderr).toMatch(/1 photo failed in an earlier run/);
    expect(again.code).toBe(2);
    expect(await counts()).toMatchObject({ photos: 9, analysed: 8 });
  });

  it('tries a failed photo again when it is told to, and when the photo has changed', async () => {
    expect((await run('index', photos, '--retry')).stderr).toMatch(/broken\.jpg: The file is not a/);
    await copyFile(race.photos[0]!.path, join(photos, 'broken.jpg'));
    const mended = await run('index', photos);
    expect(mended.stderr).toMatch(/known from before, 0 failed/);
    expect(mended.code).toBe(0);
  });

  it('keeps a start list whose odd lines are remarked upon', async () => {
    const list = join(home, 'odd.csv');
    await writeFile(list, `${await readFile(race.startList, 'latin1')},Nobody,,,\n`);
    const outcome = await run('index', photos, '--start-list', list);
    expect(outcome.stderr).toMatch(/4 unchanged/);
    expect(outcome.stderr).toMatch(/row 6: No bib: left out/);
  });

  it('may be asked for by a name that is nearly right', async () => {
    const outcome = await photofinish(['search', '--event', 'Cty Race', '--bib', '1'], {
      env: { PHOTOFINISH_HOME: home },
    });
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toBe('There is no event "Cty Race". Did you mean "City Race"?\n');
  });
});
