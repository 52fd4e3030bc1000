import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { AppError } from '../contract/app-error.ts';
import { defaultThresholds, type Event } from '../contract/event.ts';
import { SampleFacts, type SampleState, sampleBeingMade, sampleFiles } from '../contract/sample.ts';
import { readStartList, startListFile } from '../ingest/start-list/read-start-list.ts';
import { STANDARD_PACK } from './standard-pack.ts';

/** Whoever makes a sample finishes a photo sooner than that; longer ago means that nobody is making one. */
const STILL_MADE_MS = 60_000;
/** In the preferences of the catalog: which event the sample was opened as. */
const OPENED_AS = 'sampleEvent';

export interface SampleParts {
  /** Folder of the sample, whether or not there is one. */
  readonly folder: string;
  readonly catalog: () => Promise<Catalog>;
  /** Starts an import of the photos below a folder, which stay where they are. */
  readonly importPhotos: (eventId: string, folder: string) => Promise<void>;
}

/**
 * The sample event: a race to try the program on, with its start list. Once opened it is an event as
 * any other, remembered by its id, so that opening it again, under whatever name by then, finds it.
 */
export class SampleEvent {
  readonly #parts: SampleParts;
  #opening: Promise<Event> | null = null;

  constructor(parts: SampleParts) {
    this.#parts = parts;
  }

  async state(): Promise<SampleState> {
    const opened = await this.#opened();
    const facts = await factsIn(this.#parts.folder);
    const making = facts ? null : await factsOfOneBeingMade(this.#parts.folder);
    const { photos, athletes } = facts ?? making ?? { photos: 0, athletes: 0 };
    return {
      state: opened ? 'opened' : facts ? 'ready' : making ? 'beingMade' : 'absent',
      photos,
      athletes,
      bytes: facts ? await bytesIn(path.join(this.#parts.folder, sampleFiles.photos)) : 0,
      event: opened?.id ?? null,
    };
  }

  /** @throws AppError SAMPLE_NOT_READY, and what starting an import may throw. */
  open(): Promise<Event> {
    // Two clicks are one wish.
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<Event> {
    const catalog = await this.#parts.catalog();
    const opened = await this.#opened();
    const event = opened ?? (await this.#create(catalog));
    // A click that was cut short left an event without photos.
    const { photos } = await catalog.counts(event.id);
    if (photos === 0 && (await factsIn(this.#parts.folder))) {
      const list = await startListFile(path.join(this.#parts.folder, sampleFiles.startList));
      await catalog.importStartList(event.id, SAMPLE_MAKER, (await readStartList(list)).entries, 'replace');
      await this.#parts.importPhotos(event.id, path.join(this.#parts.folder, sampleFiles.photos));
    }
    return event;
  }

  async #create(catalog: Catalog): Promise<Event> {
    const { folder } = this.#parts;
    const facts = await factsIn(folder);
    if (!facts) {
      throw (await factsOfOneBeingMade(folder))
        ? new AppError('SAMPLE_NOT_READY', 'The sample event is still being made. Try again in a minute.', {
            retryable: true,
          })
        : new AppError(
            'SAMPLE_NOT_READY',
            'This program came without a sample event. Create an event of your own.',
          );
    }
    const { name, date, place, timeZone, bibRules } = facts;
    const event = await catalog.createEvent({
      name: await freeName(catalog, name),
      ...{ date, place, timeZone, bibRules },
      faceSearch: true,
      pack: STANDARD_PACK,
      photosFolder: null,
      thresholds: defaultThresholds,
    });
    await catalog.keepPreferences({ [OPENED_AS]: event.id });
    return event;
  }

  async #opened(): Promise<Event | null> {
    const catalog = await this.#parts.catalog();
    const { [OPENED_AS]: id } = await catalog.preferences();
    return typeof id === 'string' ? catalog.findEvent(id) : null;
  }
}

/** Nobody's own doing, so that nobody takes it back by undoing what they did last. */
const SAMPLE_MAKER = { author: 'Photofinish', device: 'sample' };

/** Null where there is no whole sample. */
async function factsIn(folder: string): Promise<SampleFacts | null> {
  try {
    return SampleFacts.parse(JSON.parse(await readFile(path.join(folder, sampleFiles.facts), 'utf8')));
  } catch {
    return null;
  }
}

async function factsOfOneBeingMade(folder: string): Promise<SampleFacts | null> {
  const beside = path.dirname(folder);
  const start = `${path.basename(folder)}${sampleBeingMade}`;
  for (const name of await readdir(beside).catch(() => [])) {
    if (!name.startsWith(start)) continue;
    const working = path.join(beside, name);
    const made = await stat(path.join(working, sampleFiles.photos)).catch(() => null);
    if (made && Date.now() - made.mtimeMs < STILL_MADE_MS) return factsIn(working);
  }
  return null;
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(path.join(folder, name)).catch(() => ({ size: 0 }))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** "Sample race", "Sample race 2" … */
async function freeName(catalog: Catalog, name: string): Promise<string> {
  for (let i = 1; ; i++) {
    const tried = i === 1 ? name : `${name} ${i}`;
    if (!(await catalog.findEvent(tried))) return tried;
  }
}
