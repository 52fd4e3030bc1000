import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, onTestFinished } from 'vitest';
import { type Engine, openEngine } from '../../engine/app/open-engine.ts';
import type { IngestMode, IngestRun, Source } from '../../engine/contract/ingest.ts';

/** A small JPEG with a time of capture in it; other numbers give other pictures. */
export function jpeg(number: number, seconds = number): Promise<Buffer> {
  return sharp({
    create: {
      width: 96,
      height: 64,
      channels: 3,
      background: { r: number % 256, g: (number >> 8) % 256, b: 90 },
    },
  })
    .composite([{ input: Buffer.from(label(number)) }])
    .withExif({ IFD0: { Model: 'Z8' }, IFD2: { DateTimeOriginal: exifTime(seconds) } })
    .jpeg()
    .toBuffer();
}

/** A RAW file as far as its beginning goes: TIFF with a time of capture. What follows is the number. */
export async function raw(number: number, seconds: number, kilobytes = 64): Promise<Buffer> {
  const tiff = Buffer.alloc(64);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  // One entry that points to the notes of the camera, which are one entry: DateTimeOriginal.
  tiff.writeUInt16LE(1, 8);
  writeEntry(tiff, 10, { tag: 0x8769, type: 4, count: 1, value: 26 });
  tiff.writeUInt16LE(1, 26);
  writeEntry(tiff, 28, { tag: 0x9003, type: 2, count: 20, value: 44 });
  tiff.write(exifTime(seconds), 44, 'latin1');
  return Buffer.concat([tiff, Buffer.alloc(kilobytes * 1024, number)]);
}

/** An entry of a directory (TIFF 6.0, section 2). */
function writeEntry(
  tiff: Buffer,
  at: number,
  { tag, type, count, value }: { tag: number; type: number; count: number; value: number },
): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}

function label(number: number): string {
  return `<svg width="96" height="64"><text x="4" y="40" font-size="24">${number}</text></svg>`;
}

function exifTime(seconds: number): string {
  return new Date(Date.UTC(2026, 4, 3, 8, 0, seconds))
    .toISOString()
    .slice(0, 19)
    .replaceAll('-', ':')
    .replace('T', ' ');
}

/** Writes files below a folder. */
export async function fill(folder: string, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Every file below a folder, by its path in there. */
export async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    if ((await stat(join(folder, path))).isFile()) files.set(path, await readFile(join(folder, path)));
  }
  return files;
}

/** A place to import into: an engine, readers for cards, an event whose copies go to `photos`. */
export interface Studio {
  readonly engine: Engine;
  readonly event: string;
  readonly home: string;
  /** Its subfolders are cards. */
  readonly reader: string;
  readonly photos: string;
  source(name: string): Promise<Source>;
  start(name: string, mode?: IngestMode): Promise<IngestRun>;
  run(id: string): Promise<IngestRun>;
  /** Waits until a run is as it should be. */
  until(id: string, isSo: (run: IngestRun) => boolean): Promise<IngestRun>;
  done(id: string): Promise<IngestRun>;
  /** Another engine on the same catalog, as after a restart. */
  again(): Engine;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'photofinish-ingest-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The engine of all studios of a spec file: its analysis process loads the networks once. */
let shared: { readonly home: string; readonly engine: Engine } | null = null;
afterAll(async () => {
  await shared?.engine.close();
  if (shared) await rm(shared.home, { recursive: true, force: true });
});

async function sharedEngine(): Promise<{ home: string; engine: Engine }> {
  const home = shared?.home ?? (await mkdtemp(join(tmpdir(), 'photofinish-studio-')));
  shared ??= { home, engine: openEngine(home, () => undefined) };
  return shared;
}

/** @param options `own`: an engine and a catalog of its own, which the test may close and open again. */
export async function studio(options: { photos?: string; own?: boolean } = {}): Promise<Studio> {
  const folder = await temporaryFolder();
  const reader = join(folder, 'reader');
  const photos = options.photos ?? join(folder, 'photos');
  await mkdir(reader, { recursive: true });
  await mkdir(photos, { recursive: true });
  process.env['PHOTOFINISH_CARDS'] = reader;
  process.env['USE_GPU'] = 'false';
  process.env['ANALYSIS_WORKERS'] = '1';
  const { home, engine: first } = options.own
    ? { home: join(folder, 'home'), engine: openEngine(join(folder, 'home'), () => undefined) }
    : await sharedEngine();
  let engine = first;
  if (options.own) onTestFinished(() => engine.close());
  const { id: keepIn } = await engine.client.folders.grant({ path: photos });
  const { id: event } = await engine.client.events.create({
    name: `Race of ${basename(folder)}`,
    keepIn,
    timeZone: 'UTC',
  });
  const run = async (id: string) => {
    const found = (await engine.client.ingest.runs({ event })).find((other) => other.id === id);
    if (!found) throw new Error(`There is no run ${id}.`);
    return found;
  };
  const until = async (id: string, isSo: (run: IngestRun) => boolean) => {
    for (;;) {
      const now = await run(id);
      if (isSo(now)) return now;
      if (now.state === 'failed') throw new Error(`The run failed: ${now.reason?.message}`);
      await sleep(20);
    }
  };
  const source = async (name: string) => {
    const found = (await engine.client.sources.list({ event })).find((other) => other.name === name);
    if (!found) throw new Error(`There is no source ${name}.`);
    return found;
  };
  return {
    get engine() {
      return engine;
    },
    event,
    home,
    reader,
    photos,
    source,
    start: async (name, mode = 'copy') =>
      engine.client.ingest.start({ event, source: (await source(name)).id, mode }),
    run,
    until,
    done: (id) => until(id, ({ state }) => state === 'done'),
    again: () => {
      engine = openEngine(home, () => undefined);
      return engine;
    },
  };
}
