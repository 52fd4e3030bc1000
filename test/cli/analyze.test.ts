import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplePhoto } from '../fixtures/sample-photos.ts';
import { noModels, photofinish, temporaryFolder } from './photofinish.ts';

describe.skipIf(noModels !== null)(`analyze${noModels ? ` (skipped: ${noModels})` : ''}`, () => {
  it('prints one JSON object a line, in the form that is documented, and nothing else', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub'));
    await copyFile(samplePhoto(1), join(folder, 'one.jpg'));
    await copyFile(samplePhoto(2), join(folder, 'sub/two.jpg'));
    const { code, stdout } = await photofinish(['analyze', '.', '--json', '--embeddings'], { cwd: folder });
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file).sort()).toEqual(['one.jpg', 'sub/two.jpg']);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual([
        ...['file', 'sha256', 'width', 'height', 'sharpness', 'faces', 'bibs', 'timings', 'error'],
      ]);
      expect(line).toMatchObject({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        width: 1920,
        error: null,
      });
      expect(Object.keys(line.timings)).toEqual([
        ...['decode', 'sharpness', 'faces', 'embed', 'bibRegions', 'bibText'],
      ]);
      expect(line.faces.length).toBeGreaterThan(0);
      for (const face of line.faces) {
        expect(Object.keys(face)).toEqual(['box', 'score', 'landmarks', 'quality', 'embedding']);
        expect(face.box).toHaveLength(4);
        expect(face.landmarks).toHaveLength(5);
        expect(face.embedding).toHaveLength(512);
        expect(Math.hypot(...face.embedding)).toBeCloseTo(1, 4);
      }
    }
  });

  it('leaves embeddings out unless they are asked for, and needs no catalog', async () => {
    const home = join(await temporaryFolder(), 'none');
    const { stdout } = await photofinish(['analyze', '--json', samplePhoto(6), '--catalog', home]);
    const { faces } = JSON.parse(stdout);
    expect(faces.length).toBeGreaterThan(0);
    for (const face of faces) expect(face).not.toHaveProperty('embedding');
    await expect(copyFile(join(home, 'catalog.sqlite'), '/dev/null')).rejects.toThrow('ENOENT');
  });

  it('prints a line for people where no JSON is asked for', async () => {
    const { stdout, stderr } = await photofinish(['analyze', 'absent.jpg', samplePhoto(6)]);
    expect(stdout).toMatch(/^absent\.jpg {2}There is no file or folder absent\.jpg/m);
    expect(stdout).toMatch(/sample6\.jpg {2}.* {2}\d faces$/m);
    expect(stderr).toMatch(/1 photo of 2 could not be read/);
  });
});

describe('what is typed', () => {
  it.each([
    [['analyze'], /missing required argument/],
    [['search', '--bib', '1'], /required option.*--event/],
    [['serach'], /Did you mean search/],
    [['search', '--event', 'x', '--limit', 'many'], /Write a number/],
    [['search', '--event', 'x', '--limit', '0'], /limit/],
    [
      ['events', 'create', 'Race', '--time-zone', 'Atlantis', '--catalog', '/dev/null/x'],
      /Atlantis.*no time zone/,
    ],
  ])('%j is refused in words', async (args, message) => {
    const outcome = await photofinish(args);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).not.toMatch(/ at .*\.ts/);
  });

  it.each(['analyze', 'index', 'search', 'readings', 'events', 'models', 'doctor'])(
    '%s explains itself',
    async (command) => {
      const { code, stdout } = await photofinish([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Usage: photofinish/);
      expect(stdout).toMatch(/--catalog <folder>/);
    },
  );
});
