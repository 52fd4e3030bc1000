import { execFileSync } from 'node:child_process';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { samplePhoto } from '../fixtures/sample-photos.ts';
import { jpegWithoutLines, pngClaiming } from '../fixtures/stored-photos.ts';
import { noModels, photofinish, photosByName, temporaryFolder } from './photofinish.ts';

const linux = process.platform === 'linux';
/** Reads what only its owner may read; a test that is run by root has to become somebody else first. */
const asNobody =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

/** Everything that is null or empty in a line with an error. */
const nothing = {
  sha256: null,
  width: null,
  height: null,
  sharpness: null,
  faces: [],
  bibs: [],
  timings: null,
};

describe.skipIf(noModels !== null)(
  `analyze, of bad files${noModels ? ` (skipped: ${noModels})` : ''}`,
  () => {
    it('gives each its sentence, and the photos between them are read', async () => {
      const folder = await temporaryFolder();
      const at = (name: string) => join(folder, name);
      const photo = await readFile(samplePhoto(1));
      await writeFile(at('empty.jpg'), '');
      await writeFile(at('truncated.jpg'), photo.subarray(0, photo.length / 2));
      await writeFile(at('text.jpg'), 'This is not a photo at all.');
      await writeFile(at('renamed.png'), photo);
      await writeFile(at('no-lines.jpg'), await jpegWithoutLines());
      await writeFile(at('bomb.png'), pngClaiming(100_000, 100_000));
      await writeFile(at('video.jpg'), '');
      await truncate(at('video.jpg'), 2 * 1024 ** 3);
      await mkdir(at('folder.jpg'));
      await writeFile(at('folder.jpg/inside.jpg'), photo);
      await symlink('nowhere.jpg', at('dangling.jpg'));
      await symlink('..', at('folder.jpg/loop'));
      if (linux)
        await writeFile(
          Buffer.concat([Buffer.from(at('caf')), Buffer.from([0xe9]), Buffer.from('.jpg')]),
          photo,
        );
      if (process.platform !== 'win32') execFileSync('mkfifo', [at('pipe.jpg')]);

      const absent = at('absent.jpg');
      const outcome = await photofinish(['analyze', '--json', folder, absent]);
      const photos = photosByName(outcome);
      const codes = Object.fromEntries([...photos].map(([name, { error }]) => [name, error?.code ?? null]));

      expect(codes).toEqual({
        'empty.jpg': 'FILE_EMPTY',
        'truncated.jpg': 'FILE_TRUNCATED',
        'text.jpg': 'FILE_NOT_A_PHOTO',
        'renamed.png': null,
        'no-lines.jpg': 'PHOTO_NO_PIXELS',
        'bomb.png': 'PHOTO_TOO_LARGE',
        'video.jpg': 'PHOTO_TOO_LARGE',
        'inside.jpg': null,
        'dangling.jpg': 'FILE_VANISHED',
        'absent.jpg': 'FILE_NOT_FOUND',
        ...(linux && { 'caf\uFFFD.jpg': 'FILE_NAME_NOT_UTF8' }),
        ...(process.platform !== 'win32' && { 'pipe.jpg': 'FILE_NOT_A_PHOTO' }),
      });
      for (const { file, error, ...rest } of photos.values()) {
        if (error === null) continue;
        expect(rest, file).toEqual(nothing);
        // A sentence that says what happened, and one that says what to do.
        expect(error.message, file).toMatch(/^[A-Z].*[.;:] .*\.$/s);
      }
      expect(photos.get('renamed.png')).toMatchObject({ width: 1920, error: null });
      expect(outcome.code).toBe(2);
    });

    it('reads a photo of 150 megapixels', async () => {
      const folder = await temporaryFolder();
      const path = join(folder, 'large.jpg');
      const [width, height] = [15_000, 10_000];
      await sharp(samplePhoto(1))
        .resize(width, height, { fit: 'fill', kernel: 'nearest' })
        .jpeg()
        .toFile(path);
      const outcome = await photofinish(['analyze', '--json', path]);
      expect(photosByName(outcome).get('large.jpg')).toMatchObject({ width, height, error: null });
      expect(outcome.code).toBe(0);
    });

    it('tells a photo that vanishes after its folder was listed', async () => {
      const folder = await temporaryFolder();
      const small = await sharp(samplePhoto(6)).resize(320).jpeg().toBuffer();
      for (let photo = 10; photo < 16; photo++) await writeFile(join(folder, `${photo}.jpg`), small);
      const outcome = await photofinish(['analyze', '--json', folder], {
        env: { ANALYSIS_WORKERS: '1' },
        // One worker has two photos in hand; the last of six is not yet opened.
        onOutput: () => rmSync(join(folder, '15.jpg'), { force: true }),
      });
      const photos = photosByName(outcome);
      expect(photos.get('15.jpg')?.error).toMatchObject({ code: 'FILE_VANISHED' });
      expect([...photos.values()].filter(({ error }) => error === null)).toHaveLength(5);
      expect(outcome.code).toBe(2);
    });

    it.skipIf(!linux)('tells a photo and a folder that may not be read', async () => {
      const folder = await temporaryFolder();
      await mkdir(join(folder, 'closed'), { mode: 0o000 });
      await copyFile(samplePhoto(6), join(folder, 'open.jpg'));
      await copyFile(samplePhoto(6), join(folder, 'secret.jpg'));
      execFileSync('chmod', ['0000', join(folder, 'secret.jpg')]);
      execFileSync('chmod', ['0755', folder]);
      const outcome = await photofinish(['analyze', '--json', folder], { through: asNobody, cwd: '/' });
      const photos = photosByName(outcome);
      expect(photos.get('open.jpg')?.error).toBeNull();
      expect(photos.get('secret.jpg')?.error).toMatchObject({ code: 'FILE_UNREADABLE' });
      expect(photos.get('closed')?.error).toMatchObject({ code: 'FILE_UNREADABLE' });
      expect(outcome.code).toBe(2);
    });

    const entries = process.env['PHOTOFINISH_MILLION'] ? 1_000_000 : 200_000;
    it(`finds the photos in a folder with ${entries} entries, in less memory than their names take`, async () => {
      const folder = await temporaryFolder();
      const long = 'x'.repeat(230);
      // As many names as wanted for a few files: a file may have 65,000 names on ext4.
      let source = '';
      for (let entry = 0; entry < entries; entry++) {
        const name = join(folder, `${entry}${long}.txt`);
        if (entry % 50_000 === 0) {
          source = name;
          writeFileSync(source, '');
        } else linkSync(source, name);
      }
      const small = await sharp(samplePhoto(6)).resize(320).jpeg().toBuffer();
      for (const name of ['a.jpg', 'm.jpg', 'z.jpg']) await writeFile(join(folder, name), small);
      const outcome = await photofinish(['analyze', '--json', folder], {
        env: { NODE_OPTIONS: '--max-old-space-size=40', ANALYSIS_WORKERS: '1' },
      });
      expect(outcome.code, outcome.stderr).toBe(0);
      expect([...photosByName(outcome).keys()].sort()).toEqual(['a.jpg', 'm.jpg', 'z.jpg']);
    });
  },
);

it('says so when there is nothing to analyse', async () => {
  const folder = await temporaryFolder();
  const outcome = await photofinish(['analyze', folder]);
  expect(outcome).toMatchObject({ code: 0, stdout: '' });
  expect(outcome.stderr).toMatch(/no photos here/);
});
