import { type ChildProcess, execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../catalog/open-catalog.ts';
import { samplePhoto } from '../fixtures/sample-photos.ts';
import { noModels, photofinish, temporaryFolder } from './photofinish.ts';

const PHOTOS = 10;

/** A home for a catalog, and a folder of photos that differ in one line each. */
async function homeWithPhotos(): Promise<{ home: string; photos: string; env: Record<string, string> }> {
  const home = await temporaryFolder();
  const photos = join(home, 'photos');
  await mkdir(photos);
  const small = sharp(samplePhoto(6)).resize(480);
  for (let photo = 0; photo < PHOTOS; photo++) {
    const bytes = await small
      .clone()
      .extend({ bottom: photo + 1, background: 'black' })
      .jpeg()
      .toBuffer();
    await writeFile(join(photos, `${photo}.jpg`), bytes);
  }
  return { home, photos, env: { PHOTOFINISH_HOME: home, ANALYSIS_WORKERS: '1' } };
}

/** Runs `act` once the catalog, which another process writes, holds findings of a photo. */
async function onceAnalysed(home: string, act: () => void): Promise<void> {
  for (;;) {
    await sleep(50);
    if ((await analysed(home)) === 0) continue;
    act();
    return;
  }
}

async function analysed(home: string): Promise<number> {
  try {
    await using catalog = Object.assign(await openCatalog(home), {
      async [Symbol.asyncDispose](this: { close(): Promise<void> }) {
        await this.close();
      },
    });
    const [event] = await catalog.events();
    return event?.counts.analysed ?? 0;
  } catch {
    // The other process is still making it.
    return 0;
  }
}

/** Processes below this one, by `ps`. */
async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child, of]) => (of === parent && child !== undefined ? [child, ...below(child)] : []));
  return below(pid);
}

describe.skipIf(noModels !== null)(
  `a run that is broken off${noModels ? ` (skipped: ${noModels})` : ''}`,
  () => {
    it.skipIf(process.platform === 'win32')(
      'by kill -9 leaves no process behind, and the next one goes on from there',
      async () => {
        const { home, photos, env } = await homeWithPhotos();
        let child: ChildProcess | null = null;
        let workers: number[] = [];
        const running = photofinish(['index', photos, '--event', 'Race'], {
          env,
          onError: (_, started) => {
            child = started;
          },
        });
        await onceAnalysed(home, () => undefined);
        const pid = (child as ChildProcess | null)?.pid ?? 0;
        workers = await descendants(pid);
        expect(workers.length).toBeGreaterThan(0);
        process.kill(pid, 'SIGKILL');
        expect(await running).toMatchObject({ signal: 'SIGKILL' });

        const done = await analysed(home);
        expect(done).toBeLessThan(PHOTOS);
        const next = await photofinish(['index', photos, '--event', 'Race'], { env });
        expect(next.stderr).toMatch(
          new RegExp(
            `^${PHOTOS - done} photos? analysed in .*, ${done} known from before, 0 failed\\.$`,
            'm',
          ),
        );
        expect(await analysed(home)).toBe(PHOTOS);
        for (const worker of workers) expect(() => process.kill(worker, 0)).toThrow('ESRCH');
      },
    );

    it.skipIf(process.platform === 'win32')(
      'by Ctrl-C finishes what is in hand, keeps it, and says how it ended',
      async () => {
        const { home, photos, env } = await homeWithPhotos();
        let child: ChildProcess | null = null;
        const running = photofinish(['index', photos, '--event', 'Race'], {
          env,
          onError: (_, started) => {
            child = started;
          },
        });
        await onceAnalysed(home, () => child?.kill('SIGINT'));
        const { code, stderr } = await running;
        expect(code).toBe(130);
        expect(stderr).toMatch(/Stopping after the photos in progress/);
        const done = await analysed(home);
        expect(stderr).toContain(`${done} photo`);
        expect(done).toBeGreaterThan(0);
        expect(done).toBeLessThan(PHOTOS);
      },
    );

    it('by a second Ctrl-C ends at once', async () => {
      const { photos, env } = await homeWithPhotos();
      const { code, stdout } = await photofinish(['analyze', '--json', photos], {
        env,
        onOutput: async (_, child) => {
          child.kill('SIGINT');
          await sleep(300);
          child.kill('SIGINT');
        },
      });
      expect(code).toBe(130);
      expect(stdout.trim().split('\n').length).toBeLessThan(PHOTOS);
    });

    it.skipIf(process.platform === 'win32')('by a reader that has seen enough ends quietly', async () => {
      const { photos, env } = await homeWithPhotos();
      const program = join(import.meta.dirname, '../../engine/cli/main.ts');
      const { stdout, stderr } = await promisify(execFile)(
        'sh',
        ['-c', '"$0" "$1" analyze --json "$2" | head -n 1', process.execPath, program, photos],
        { env: { ...process.env, ...env, USE_GPU: 'false' } },
      );
      expect(stdout.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toMatch(/EPIPE|Error|fault/);
    });
  },
);
