import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../engine/app/open-engine.ts';
import { ExportOptions } from '../../engine/contract/export.ts';
import { fillEvent, type Shot } from '../export/fill-event.ts';
import { fillLargeEvent } from './large-event.ts';
import { percentile } from './percentile.ts';

// `npm run bench:export`: how fast photos are handed over beside what `cp` and `sha256sum` take for the same
// bytes on the same disk in the same run, and how long a plan takes, from a change to its first rows.

const PHOTOS = Number(process.env['PHOTOFINISH_BENCH_PHOTOS'] ?? 60);
const MEGABYTES = 8;
const ROUNDS = 3;
const LARGE = Number(process.env['PHOTOFINISH_BENCH_LARGE'] ?? 50_000);

const folder = await mkdtemp(join(process.env['PHOTOFINISH_BENCH_DISK'] ?? tmpdir(), 'photofinish-export-'));
try {
  await measureCopies();
  await measurePlans();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Pictures whose pixels nobody looks at: an export of originals copies bytes. */
async function measureCopies(): Promise<void> {
  const [home, originals] = [join(folder, 'home'), join(folder, 'originals')];
  const engine = openEngine(home, (line) => console.error(line));
  const { id: event } = await engine.client.events.create({ name: 'Bench 2026', timeZone: 'UTC' });
  const shots: Shot[] = Array.from({ length: PHOTOS }, (_, n) => ({
    name: `${String(n).padStart(4, '0')}.JPG`,
    bytes: randomFillSync(Buffer.alloc(MEGABYTES * 1_000_000)),
    bibs: [String(n % 20)],
  }));
  await fillEvent({ home, event, originals }, shots);
  execFileSync('sync');
  const megabytes = PHOTOS * MEGABYTES;
  const [byHand, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    byHand.push(byHandSeconds(originals, join(folder, `by-hand-${round}`)));
    const out = join(folder, `out-${round}`);
    await mkdir(out);
    const { id: destination } = await engine.client.folders.grant({ path: out });
    const start = performance.now();
    const { id } = await engine.client.export.start({ event, destination });
    for (;;) {
      const run = (await engine.client.export.runs({ event })).find((each) => each.id === id);
      if (run?.endedAt != null) {
        if (run.filesWritten !== PHOTOS) throw new Error(`Wrote ${run.filesWritten} of ${PHOTOS} files.`);
        break;
      }
      await sleep(5);
    }
    ours.push((performance.now() - start) / 1000);
    for (const name of [`by-hand-${round}`, `out-${round}`])
      await rm(join(folder, name), { recursive: true });
  }
  await engine.close();
  const [hand, own] = [percentile(byHand, 0.5), percentile(ours, 0.5)];
  const rates = (seconds: number[]) => seconds.map((each) => (megabytes / each).toFixed(0)).join(', ');
  console.log(`${PHOTOS} originals of ${MEGABYTES} MB, ${ROUNDS} rounds, one after the other:`);
  console.log(
    `  cp, then sha256sum of the copy   ${(megabytes / hand).toFixed(0)} MB/s   (${rates(byHand)})`,
  );
  console.log(`  export, written and read back    ${(megabytes / own).toFixed(0)} MB/s   (${rates(ours)})`);
  console.log(`  ${((hand / own) * 100).toFixed(0)} % of cp and sha256sum (target: 85 %)`);
}

/** `cp`, waiting for the disk, and `sha256sum` of what it wrote: the same that an export does. */
function byHandSeconds(from: string, to: string): number {
  const start = performance.now();
  execFileSync('sh', [
    '-c',
    `mkdir "${to}" && cp "${from}"/*.JPG "${to}" && sync -f "${to}" && sha256sum "${to}"/* > /dev/null`,
  ]);
  return (performance.now() - start) / 1000;
}

async function measurePlans(): Promise<void> {
  const home = join(folder, 'large');
  await mkdir(home);
  const { name } = await fillLargeEvent(home, LARGE);
  const engine = openEngine(home, (line) => console.error(line));
  const out = join(folder, 'large-out');
  await mkdir(out);
  const { id: destination } = await engine.client.folders.grant({ path: out });
  const plan = async (options: Partial<ExportOptions>) => {
    const [start, processor] = [performance.now(), process.cpuUsage()];
    const made = await engine.client.export.plan({
      ...{ event: name, destination, files: 120 },
      options: ExportOptions.parse(options),
    });
    const { user, system } = process.cpuUsage(processor);
    return { milliseconds: performance.now() - start, processor: (user + system) / 1000, made };
  };
  const first = await plan({});
  const changes: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const change of [
      { folders: '{category}/{bib:4}_{name}' },
      { minStars: 3 },
      { nobody: 'folder' as const, fileName: `{code}_{bib:4}_{sequence:${round + 1}}` },
      { several: 'first' as const, sidecar: true },
    ]) {
      const made = await plan({ ...change, toReview: round % 2 ? 'include' : 'leaveOut' });
      changes.push(made.milliseconds);
      processor.push(made.processor);
    }
  }
  await engine.close();
  const { files, folders } = first.made.totals;
  console.log(
    `Plan of ${LARGE.toLocaleString('en')} photos (${files.toLocaleString('en')} files, ${folders.toLocaleString('en')} folders):`,
  );
  console.log(`  first, with everything read      ${first.milliseconds.toFixed(0)} ms (target: 1,000 ms)`);
  console.log(
    `  after a change, with first rows  median ${percentile(changes, 0.5).toFixed(0)} ms, worst ${Math.max(...changes).toFixed(0)} ms (target: 300 ms)`,
  );
  console.log(
    `  of it processor time             median ${percentile(processor, 0.5).toFixed(0)} ms, load ${loadavg()[0]!.toFixed(1)}`,
  );
}
