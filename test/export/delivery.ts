import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type Engine, openEngine } from '../../engine/app/open-engine.ts';
import { ExportOptions, type ExportPlan, type ExportRun } from '../../engine/contract/export.ts';
import { fillEvent, type Shot } from './fill-event.ts';

export type Options = Partial<ExportOptions>;

/** An event whose photos are read, and a place to export them to. */
export interface Delivery {
  readonly engine: Engine;
  readonly home: string;
  readonly event: string;
  readonly originals: string;
  readonly out: string;
  readonly destination: string;
  /** Adds photos as an import would have left them, with what a person said of them. */
  add(shots: readonly Shot[]): Promise<void>;
  plan(options?: Options): Promise<ExportPlan>;
  start(options?: Options): Promise<ExportRun>;
  run(id: string): Promise<ExportRun>;
  until(id: string, isSo: (run: ExportRun) => boolean): Promise<ExportRun>;
  /** Starts an export and waits for its end. */
  exported(options?: Options): Promise<ExportRun>;
  /** Another engine on the same catalog, as after a restart. */
  again(): Engine;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'photofinish-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function delivery(
  shots: readonly Shot[],
  where: { readonly out?: string; readonly originals?: string } = {},
): Promise<Delivery> {
  const folder = await temporaryFolder();
  const [home, originals] = [join(folder, 'home'), where.originals ?? join(folder, 'originals')];
  const out = where.out ?? join(folder, 'out');
  await mkdir(out, { recursive: true });
  let engine = openEngine(home, () => undefined);
  onTestFinished(() => engine.close());
  const { id: event } = await engine.client.events.create({
    ...{ name: 'Harbour Half 2026', date: '2026-05-03', timeZone: 'UTC' },
  });
  await writeFile(
    join(folder, 'entries.csv'),
    'bib,name,category\n349,Maren Holt,F35\n344,Lena Fisk,F35\n7,Ana/Prieto 🏃🏽‍♀️,M20\n',
  );
  await engine.client.startList.importFile({ event, path: join(folder, 'entries.csv') });
  const { id: destination } = await engine.client.folders.grant({ path: out });
  let count = 0;

  const add = async (more: readonly Shot[]) => {
    await fillEvent({ home, event, originals }, more, count);
    count += more.length;
  };
  await add(shots);

  const request = (options: Options) => ({ event, destination, options: ExportOptions.parse(options) });
  const run = async (id: string) => {
    const found = (await engine.client.export.runs({ event })).find((other) => other.id === id);
    if (!found) throw new Error(`There is no export ${id}.`);
    return found;
  };
  const until = async (id: string, isSo: (run: ExportRun) => boolean) => {
    for (;;) {
      const now = await run(id);
      if (isSo(now)) return now;
      if (now.state === 'failed') throw new Error(`The export failed: ${now.reason?.message}`);
      await sleep(10);
    }
  };
  const start = (options: Options = {}) => engine.client.export.start(request(options));
  return {
    get engine() {
      return engine;
    },
    ...{ home, event, originals, out, destination, add, start, run, until },
    plan: (options = {}) => engine.client.export.plan(request(options)),
    exported: async (options = {}) => until((await start(options)).id, ({ endedAt }) => endedAt !== null),
    again: () => {
      engine = openEngine(home, () => undefined);
      return engine;
    },
  };
}
