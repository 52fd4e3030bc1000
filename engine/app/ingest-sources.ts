import { stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { EventSource, SourceCounts, SourceRecord } from '../catalog/ingest-records.ts';
import type { Source } from '../contract/ingest.ts';
import { findCards, volumesMark } from '../ingest/cards.ts';
import { listSource, type Shot } from '../ingest/list-source.ts';
import { isThere } from './ingest-copier.ts';
import type { IngestRuns } from './ingest-runs.ts';

export interface SourcesParts {
  readonly catalog: () => Promise<Catalog>;
  readonly runs: IngestRuns;
  /** What is to be shown of an event's sources changed. */
  readonly changed: (eventId: string) => void;
  readonly log: (line: string) => void;
}

/** What is known of a source for an event. */
interface Count {
  counts: SourceCounts | null;
  /** While it goes on, what was counted so far. */
  soFar: { photos: number; bytes: number } | null;
  /** Something changed since it began. */
  stale: boolean;
}

const SHOTS_AT_A_TIME = 200;

/** Cards that are connected and folders that were added, with what an event has of each. */
export class IngestSources {
  readonly #parts: SourcesParts;
  readonly #counts = new Map<string, Count>();
  /** Connected now, by id of the source. */
  #cards = new Map<string, SourceRecord>();
  /** Cards that were here since the program began: they are shown as missing, where others are forgotten. */
  readonly #seen = new Set<string>();
  /** Folders of events that were listed, and whether each was there. */
  readonly #folders = new Map<string, boolean>();
  #mark: string | null = null;
  #looking: Promise<boolean> | null = null;

  constructor(parts: SourcesParts) {
    this.#parts = parts;
  }

  /** Looks whether cards or folders came or went; says whether any did. */
  look(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    let changed = false;
    for (const [path, there] of this.#folders) {
      const now = await isFolder(path);
      if (now === there) continue;
      this.#folders.set(path, now);
      for (const key of this.#counts.keys()) this.#recount(key);
      changed = true;
    }
    const mark = await volumesMark();
    if (mark === this.#mark) return changed;
    this.#mark = mark;
    const catalog = await this.#parts.catalog();
    const before = this.#cards;
    this.#cards = new Map();
    for (const card of await findCards()) {
      const source = await catalog.seeSource({ kind: 'card', ...card });
      this.#cards.set(source.id, source);
      this.#seen.add(source.id);
      if (!before.has(source.id)) this.#recountSource(source.id);
    }
    return changed || [...before.keys()].join() !== [...this.#cards.keys()].join();
  }

  async list(eventId: string): Promise<Source[]> {
    await this.look();
    const catalog = await this.#parts.catalog();
    const known = await catalog.eventSources(eventId);
    const byId = new Map<string, EventSource>(known.map((source) => [source.id, source]));
    for (const card of this.#cards.values()) {
      const before = byId.get(card.id);
      byId.set(card.id, { ...card, added: before?.added ?? false, counts: before?.counts ?? null });
    }
    const shown: Source[] = [];
    for (const source of byId.values()) {
      const importing = await this.#parts.runs.isImporting(eventId, source.id);
      if (source.kind === 'card' && !this.#seen.has(source.id) && !importing) continue;
      if (source.kind === 'folder' && !source.added && !importing) continue;
      shown.push(await this.#show(eventId, source, importing));
    }
    const order = { card: 0, folder: 1 };
    return shown.sort((a, b) => order[a.kind] - order[b.kind] || (a.name < b.name ? -1 : 1));
  }

  /** Adds a folder; one on a card is that card. */
  async add(eventId: string, path: string): Promise<Source> {
    await this.look();
    const catalog = await this.#parts.catalog();
    const card = [...this.#cards.values()].find((other) => isWithin(other.path, path));
    const source =
      card ??
      (await catalog.seeSource({
        kind: 'folder',
        name: basename(path) || path,
        path,
        identity: `folder ${path}`,
      }));
    await catalog.addSource(eventId, source.id);
    this.#counts.delete(countKey(eventId, source.id));
    this.#parts.changed(eventId);
    const importing = await this.#parts.runs.isImporting(eventId, source.id);
    return this.#show(eventId, { ...source, added: true, counts: null }, importing);
  }

  /** Looks for cards and counts everything anew. */
  async rescan(eventId: string): Promise<Source[]> {
    this.#mark = null;
    for (const key of [...this.#counts.keys()]) if (key.startsWith(eventId)) this.#recount(key);
    return this.list(eventId);
  }

  /** What the event has of a source changed: it is counted anew once somebody looks. */
  touch(eventId: string, sourceId: string): void {
    this.#recount(countKey(eventId, sourceId));
    this.#parts.changed(eventId);
  }

  #recount(key: string): void {
    const count = this.#counts.get(key);
    if (count) count.stale = true;
  }

  #recountSource(sourceId: string): void {
    for (const key of this.#counts.keys()) if (key.endsWith(sourceId)) this.#recount(key);
  }

  async #show(eventId: string, source: EventSource, importing: boolean): Promise<Source> {
    const { id, kind, name, path } = source;
    const isHere = kind === 'card' ? this.#cards.has(id) : await isFolder(path);
    if (kind === 'folder') this.#folders.set(path, isHere);
    const count = isHere ? this.#count(eventId, source) : (this.#counts.get(countKey(eventId, id)) ?? null);
    const counts = count?.counts ?? source.counts;
    const known = counts ?? count?.soFar ?? { photos: 0, bytes: 0 };
    return {
      id,
      kind,
      name,
      path,
      state: !isHere
        ? 'missing'
        : importing
          ? 'importing'
          : count?.soFar
            ? 'counting'
            : counts?.newPhotos === 0 && counts.photos > 0
              ? 'imported'
              : 'ready',
      photos: count?.soFar && !counts ? count.soFar.photos : known.photos,
      bytes: count?.soFar && !counts ? count.soFar.bytes : known.bytes,
      newPhotos: counts?.newPhotos ?? null,
      safeToRemove: (counts?.safe && !count?.soFar) ?? false,
    };
  }

  /** What is known by now; counting goes on beside. */
  #count(eventId: string, source: SourceRecord): Count {
    const key = countKey(eventId, source.id);
    const known = this.#counts.get(key);
    if (known && (known.soFar !== null || !known.stale)) return known;
    const count: Count = { counts: known?.counts ?? null, soFar: { photos: 0, bytes: 0 }, stale: false };
    this.#counts.set(key, count);
    void this.#countAll(eventId, source, count).finally(() => this.#parts.changed(eventId));
    return count;
  }

  async #countAll(eventId: string, source: SourceRecord, count: Count): Promise<void> {
    try {
      const catalog = await this.#parts.catalog();
      const counts = { photos: 0, bytes: 0, newPhotos: 0, safe: true };
      const add = async (shots: readonly Shot[]) => {
        const part = await countShots(catalog, eventId, source, shots);
        counts.photos += part.photos;
        counts.bytes += part.bytes;
        counts.newPhotos += part.newPhotos;
        counts.safe &&= part.safe;
        count.soFar = { photos: counts.photos, bytes: counts.bytes };
        this.#parts.changed(eventId);
      };
      let shots: Shot[] = [];
      for await (const { shot } of listSource(source.path)) {
        // What could not be looked at may be a photo that is on this card alone.
        if (shot === null) counts.safe = false;
        else shots.push(shot);
        if (shots.length < SHOTS_AT_A_TIME) continue;
        await add(shots);
        shots = [];
      }
      await add(shots);
      counts.safe &&= counts.photos > 0;
      count.counts = counts;
      await catalog.recordCounts(eventId, source.id, counts);
    } catch (error) {
      this.#parts.log(`${source.name} was not counted. ${error instanceof Error ? error.message : error}`);
    } finally {
      count.soFar = null;
    }
  }
}

async function countShots(
  catalog: Catalog,
  eventId: string,
  source: SourceRecord,
  shots: readonly Shot[],
): Promise<SourceCounts> {
  const files = shots.flatMap((shot) => shot.files);
  const paths = files.map(({ path }) => path);
  const copies = await catalog.copies(eventId, source.id, paths);
  const verified = new Set<string>();
  await Promise.all(
    files.map(async ({ path, size, modifiedMs }) => {
      const copy = copies.get(path);
      if (copy?.size === size && copy.modifiedMs === modifiedMs && (await isThere(copy))) verified.add(path);
    }),
  );
  const known = await catalog.lookAlikes(
    eventId,
    files.map(({ path, size, modifiedMs }) => ({ name: basename(path), size, modifiedMs })),
  );
  const isKnown = new Set(
    files.flatMap(({ path }, place) => (known.has(place) || verified.has(path) ? path : [])),
  );
  let [photos, newPhotos] = [0, 0];
  for (const shot of shots) {
    const jpegs = shot.files.filter(({ kind }) => kind === 'photo');
    // A RAW file beside its JPEG is the same photo; one alone is a photo as well.
    const counted = jpegs.length > 0 ? jpegs : shot.files.filter(({ kind }) => kind === 'raw').slice(0, 1);
    photos += counted.length;
    newPhotos += counted.filter(({ path }) => !isKnown.has(path)).length;
  }
  return {
    photos,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    newPhotos,
    safe: verified.size === files.length,
  };
}

function countKey(eventId: string, sourceId: string): string {
  return `${eventId} ${sourceId}`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '' || (below !== '..' && !below.startsWith(`..${sep}`) && join(folder, below) === path);
}
