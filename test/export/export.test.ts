import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { jpeg } from '../ingest/studio.ts';
import { delivery } from './delivery.ts';
import { delivered } from './files-below.ts';

describe('an export', () => {
  test('copies originals byte for byte, to the folders and under the names that its plan says', async () => {
    const photos = [await jpeg(1), await jpeg(2), await jpeg(3)];
    const { plan, exported, out } = await delivery([
      { name: 'A/HHM_1.JPG', bytes: photos[0]!, bibs: ['349'] },
      { name: 'A/HHM_2.JPG', bytes: photos[1]!, bibs: ['349', '7'] },
      { name: 'A/HHM_3.JPG', bytes: photos[2]! },
    ]);
    const planned = await plan();
    expect(planned).toMatchObject({
      totals: {
        photos: 3,
        photosWritten: 2,
        files: 3,
        folders: 2,
        athletes: 2,
        taken: 0,
        same: 0,
        obsolete: 0,
      },
      leftOut: [{ reason: 'nobody', photos: 1 }],
    });
    const run = await exported();
    expect(run).toMatchObject({ state: 'done', files: 3, filesWritten: 3, problems: 0, secondsLeft: 0 });
    const files = await delivered(out);
    const csv = files.get('photos.csv')!.toString();
    files.delete('photos.csv');
    expect([...files.keys()]).toEqual([
      '0007_Ana-Prieto-🏃🏽‍♀️/HH26_0007_103101.jpg',
      '0349_Maren-Holt/HH26_0349_103100.jpg',
      '0349_Maren-Holt/HH26_0349_103101.jpg',
    ]);
    expect([...files.keys()].sort()).toEqual(planned.files.map(({ path }) => path).sort());
    expect(files.get('0349_Maren-Holt/HH26_0349_103100.jpg')!.equals(photos[0]!)).toBe(true);
    expect(csv.split('\r\n').slice(0, 3)).toEqual(
      [
        '\uFEFFphoto,file,bib,name,category,team,time,confidence,evidence',
        'HHM_2,0007_Ana-Prieto-🏃🏽‍♀️/HH26_0007_103101.jpg,7,Ana/Prieto 🏃🏽‍♀️,M20,,2026-05-03 10:31:01,1.00,said by ada',
        'HHM_1,0349_Maren-Holt/HH26_0349_103100.jpg,349,Maren Holt,F35,,2026-05-03 10:31:00,1.00,"said by ada, on the start list"',
      ].map((line) => (line.startsWith('HHM_2') ? expect.stringContaining('HHM_2,0007_Ana') : line)),
    );
  });

  test('again writes what is new and nothing else', async () => {
    const { add, exported, plan, out } = await delivery([
      { name: 'HHM_1.JPG', bytes: await jpeg(1), bibs: ['349'] },
      { name: 'HHM_2.JPG', bytes: await jpeg(2), bibs: ['349'] },
    ]);
    await exported({ sidecar: true });
    const before = await times(out);
    expect((await plan({ sidecar: true })).totals).toMatchObject({ files: 0, same: 4 });
    expect(await exported({ sidecar: true })).toMatchObject({
      state: 'done',
      files: 0,
      filesWritten: 0,
      filesSame: 4,
    });
    expect(await times(out)).toEqual(before);
    await add([{ name: 'HHM_3.JPG', bytes: await jpeg(3), bibs: ['344'] }]);
    expect(await exported({ sidecar: true })).toMatchObject({ filesWritten: 2, filesSame: 4 });
    const after = await times(out);
    for (const [path, time] of before) if (path !== 'photos.csv') expect(after.get(path)).toBe(time);
    expect([...after.keys()].filter((path) => !before.has(path))).toEqual([
      '0344_Lena-Fisk/HH26_0344_103102.jpg',
      '0344_Lena-Fisk/HH26_0344_103102.xmp',
    ]);
  });

  test('leaves what others put there, and what they made of it', async () => {
    const { exported, out } = await delivery([{ name: 'HHM_1.JPG', bytes: await jpeg(1), bibs: ['349'] }]);
    const name = '0349_Maren-Holt/HH26_0349_103100.jpg';
    await mkdir(join(out, '0349_Maren-Holt'));
    await writeFile(join(out, name), 'a holiday');
    await writeFile(join(out, 'photos.csv'), 'a list of their own');
    await exported();
    expect([...(await delivered(out)).keys()]).toEqual([
      '0349_Maren-Holt/HH26_0349_103100-2.jpg',
      name,
      'photos-2.csv',
      'photos.csv',
    ]);
    expect(await readFile(join(out, name), 'utf8')).toBe('a holiday');
    const ours = join(out, '0349_Maren-Holt/HH26_0349_103100-2.jpg');
    await writeFile(ours, 'retouched');
    expect(await exported()).toMatchObject({ files: 0, filesWritten: 0 });
    expect(await readFile(ours, 'utf8')).toBe('retouched');
  });

  test('makes photos smaller: upright, in sRGB, with keywords, and with what the camera noted or without it', async () => {
    const wide = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#c03020' } })
      .withExif({
        IFD0: { Model: 'Z8' },
        IFD2: { DateTimeOriginal: '2026:05:03 10:31:00' },
      })
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(wide).metadata()).orientation).toBe(6);
    const { exported, out } = await delivery([{ name: 'HHM_1.JPG', bytes: wide, bibs: ['7'] }]);
    const path = join(out, '0007_Ana-Prieto-🏃🏽‍♀️/HH26_0007_103100.jpg');
    const jpegOptions = { longEdge: 100, quality: 85, metadata: 'keep', keywords: true } as const;
    expect(await exported({ jpeg: jpegOptions })).toMatchObject({ filesWritten: 1, problems: 0 });
    const kept = await sharp(path).metadata();
    expect(kept).toMatchObject({ width: 50, height: 100, space: 'srgb' });
    expect(kept.orientation ?? 1).toBe(1);
    expect(kept.exif!.includes('Z8')).toBe(true);
    const xmp = kept.xmp!.toString();
    expect(xmp).toContain('<rdf:li>7</rdf:li>');
    expect(xmp).toContain('<rdf:li>Ana/Prieto 🏃🏽‍♀️</rdf:li>');
    expect(kept.icc!.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
    const { dominant } = await sharp(path).stats();
    expect(Math.abs(dominant.r - 0xc0)).toBeLessThan(16);
    // Other options make another file of it, in its place.
    await exported({ jpeg: { ...jpegOptions, metadata: 'strip', keywords: false } });
    const stripped = await sharp(path).metadata();
    expect([stripped.exif, stripped.xmp]).toEqual([undefined, undefined]);
    expect([...(await delivered(out)).keys()]).toHaveLength(2);
  });

  test('says of each file that could not be written why, writes the others, and tries again what failed', async () => {
    const shots = await Promise.all(
      [1, 2, 3].map(async (n) => ({ name: `HHM_${n}.JPG`, bytes: await jpeg(n), bibs: ['349'] })),
    );
    const { exported, originals, out, engine, until } = await delivery(shots);
    const changed = join(originals, 'HHM_2.JPG');
    await writeFile(changed, await jpeg(99));
    const run = await exported();
    expect(run).toMatchObject({ state: 'done', files: 3, filesWritten: 2, problems: 1 });
    const [problem] = await engine.client.export.problems({ run: run.id });
    expect(problem).toMatchObject({ photo: 'HHM_2', error: { code: 'SOURCE_CHANGED' } });
    expect(problem!.error.message).toBe(
      'HHM_2.JPG changed since it was read, so it was not exported. Import its folder again, then export again: only what is missing is written.',
    );
    // Nor does the CSV name what is not there.
    expect((await delivered(out)).get('photos.csv')!.toString()).not.toContain('HHM_2');
    await writeFile(changed, shots[1]!.bytes);
    await utimes(changed, 1, 1);
    await engine.client.export.resume({ run: run.id });
    expect(await until(run.id, ({ endedAt }) => endedAt !== null)).toMatchObject({
      filesWritten: 1,
      problems: 0,
    });
    expect((await delivered(out)).size).toBe(4);
  });

  test('does not begin where the photos come from, nor where nothing can be written', async () => {
    const photo = { name: 'card/HHM_1.JPG', bytes: await jpeg(1), bibs: ['349'] };
    const { engine, event, originals } = await delivery([photo]);
    await mkdir(join(originals, 'card/export'));
    const inside = await engine.client.folders.grant({ path: join(originals, 'card/export') });
    expect(
      (await engine.client.export.plan({ event, destination: inside.id })).destination?.problem?.code,
    ).toBe('DESTINATION_INSIDE_SOURCE');
    await expect(engine.client.export.start({ event, destination: inside.id })).rejects.toThrow(
      /lies within .*card, which the photos come from/,
    );
  });

  test('can be left out of by hand, and says which option leaves nothing', async () => {
    const { engine, event, destination, plan } = await delivery([
      { name: 'HHM_1.JPG', bytes: await jpeg(1), bibs: ['349'] },
      { name: 'HHM_2.JPG', bytes: await jpeg(2), bibs: ['344'] },
    ]);
    const excluded = { units: [], folders: ['0344_Lena-Fisk'] };
    const without = await engine.client.export.plan({ event, destination, excluded });
    expect(without.totals).toMatchObject({ files: 1, photosWritten: 1 });
    expect(without.leftOut).toEqual([{ reason: 'byHand', photos: 1 }]);
    expect((await plan({ minStars: 3 })).without).toEqual([{ reason: 'filtered', photos: 2 }]);
    await expect(engine.client.export.plan({ event, options: { fileName: '{bibs}' } })).rejects.toThrow(
      'There is no field {bibs}.',
    );
  });

  test('keeps options and presets for the next time', async () => {
    const { engine, event, destination } = await delivery([]);
    const { client } = engine;
    const fresh = await client.export.settings({ event });
    expect(fresh).toMatchObject({ preset: null, destination: null, presets: [] });
    const options = { ...fresh.options, picks: true };
    await client.export.savePreset({ name: 'Web gallery', options });
    await client.export.keep({ event, options, preset: 'Web gallery', destination });
    expect(await client.export.settings({ event })).toMatchObject({
      ...{ options: { picks: true }, preset: 'Web gallery', destination: { id: destination, problem: null } },
      presets: [{ name: 'Web gallery' }],
    });
    expect(await client.export.removePreset({ name: 'Web gallery' })).toEqual([]);
  });
});

async function times(out: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const path of (await delivered(out)).keys()) {
    const { ctimeMs } = await stat(join(out, path));
    found.set(path, ctimeMs);
  }
  return found;
}
