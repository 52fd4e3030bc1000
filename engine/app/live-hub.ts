import type { Catalog } from '../catalog/catalog.ts';
import type { ExportRun } from '../contract/export.ts';
import type { IngestRun, Source } from '../contract/ingest.ts';
import type { LiveEvent } from '../contract/live.ts';
import type { Preferences } from '../contract/preferences.ts';

/** At most so often is anything said of one subject, milliseconds. */
const TICK_MS = 250;
/** While somebody watches, cards are looked for so often. */
const LOOK_FOR_CARDS_MS = 2_000;
/** Events whose sources are told: the window shows one, another window perhaps another. */
const SHOWN_EVENTS = 4;

export interface LiveParts {
  readonly version: string;
  readonly catalog: () => Promise<Catalog>;
  /** Runs that have not ended, of all events. */
  readonly runs: () => Promise<IngestRun[]>;
  /** Exports that have not ended, of all events. */
  readonly exports: () => Promise<ExportRun[]>;
  /** Sources of an event as they are now. */
  readonly sources: (eventId: string) => Promise<Source[]>;
  /** Looks whether cards came or went; says whether any did. */
  readonly lookForCards: () => Promise<boolean>;
  readonly log: (line: string) => void;
}

/**
 * Tells everybody who watches what changed. Nothing runs while nobody does. What the catalog holds is
 * told by its revisions, which are compared four times a second: no use case can forget to say what it
 * wrote, and what another process wrote (a terminal beside the desktop) is seen as well.
 */
export class LiveHub {
  readonly #parts: LiveParts;
  readonly #watchers = new Set<Watcher>();
  #ticking: NodeJS.Timeout | null = null;
  #busy = false;
  /** Runs of which there is news, and what they are by the time it is told. */
  readonly #runs = new Map<string, () => IngestRun>();
  readonly #exports = new Map<string, () => ExportRun>();
  readonly #sources = new Set<string>();
  /** Events whose sources somebody asked for, the latest last. */
  #shown: string[] = [];
  #revisions = new Map<string, { revision: number; facts: string }>();
  #lookedForCards = 0;

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  /** Whether anybody would hear of anything. */
  get watched(): boolean {
    return this.#watchers.size > 0;
  }

  /** A run moved on; `now` is called when it is told. */
  runChanged(id: string, now: () => IngestRun): void {
    if (this.watched) this.#runs.set(id, now);
  }

  /** The same of an export. */
  exportChanged(id: string, now: () => ExportRun): void {
    if (this.watched) this.#exports.set(id, now);
  }

  /** Somebody looks at the sources of an event, so that it is told when they change. */
  showSources(eventId: string): void {
    this.#shown = [...this.#shown.filter((id) => id !== eventId), eventId].slice(-SHOWN_EVENTS);
  }

  /** The sources of one event changed, or, without one, cards came or went. */
  sourcesChanged(eventId?: string): void {
    for (const id of this.#shown) if (eventId === undefined || id === eventId) this.#sources.add(id);
  }

  /** A preference changed. Told at once: somebody waits for the menu in another language. */
  preferencesChanged(preferences: Preferences): void {
    this.#tell({ kind: 'preferences', preferences });
  }

  /**
   * What changes from now on, `hello` first. It ends when `signal` is aborted or the consumer stops. To a
   * consumer that is slow only the latest word on each subject is kept.
   */
  async watch(signal?: AbortSignal): Promise<AsyncIteratorObject<LiveEvent, void, void>> {
    const watcher = new Watcher(() => this.#left(watcher));
    signal?.addEventListener('abort', () => watcher.end(), { once: true });
    // The state that changes are told against, before the state that is told.
    if (!this.watched) this.#revisions = await this.#readRevisions();
    this.#watchers.add(watcher);
    this.#ticking ??= setInterval(() => void this.#tick(), TICK_MS).unref();
    try {
      const [runs, exports] = [await this.#parts.runs(), await this.#parts.exports()];
      watcher.tell({ kind: 'hello', runs, exports, version: this.#parts.version });
    } catch (error) {
      watcher.end();
      throw error;
    }
    if (signal?.aborted) watcher.end();
    return watcher;
  }

  /** Everybody who watches hears the end. */
  close(): void {
    for (const watcher of this.#watchers) watcher.end();
  }

  #left(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    if (this.watched || this.#ticking === null) return;
    clearInterval(this.#ticking);
    this.#ticking = null;
    this.#runs.clear();
    this.#exports.clear();
    this.#sources.clear();
    this.#shown = [];
  }

  async #tick(): Promise<void> {
    // One that takes longer than its time is waited for: what it did not see, the next one does.
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#compareRevisions();
      for (const [id, now] of [...this.#runs]) {
        this.#runs.delete(id);
        this.#tell({ kind: 'run', run: now() });
      }
      for (const [id, now] of [...this.#exports]) {
        this.#exports.delete(id);
        this.#tell({ kind: 'export', run: now() });
      }
      if (performance.now() - this.#lookedForCards > LOOK_FOR_CARDS_MS && this.#shown.length > 0) {
        this.#lookedForCards = performance.now();
        if (await this.#parts.lookForCards()) this.sourcesChanged();
      }
      for (const event of [...this.#sources]) {
        this.#sources.delete(event);
        this.#tell({ kind: 'sources', event, sources: await this.#parts.sources(event) });
      }
    } catch (error) {
      this.#parts.log(
        `The window was not told of a change. ${error instanceof Error ? error.message : error}`,
      );
    } finally {
      this.#busy = false;
    }
  }

  async #compareRevisions(): Promise<void> {
    const before = this.#revisions;
    this.#revisions = await this.#readRevisions();
    for (const [event, { revision }] of this.#revisions) {
      const known = before.get(event);
      if (known && known.revision !== revision) this.#tell({ kind: 'event', event, revision });
    }
    const list = (revisions: typeof before) =>
      [...revisions].map(([id, { facts }]) => `${id} ${facts}`).join('\n');
    if (list(before) !== list(this.#revisions)) this.#tell({ kind: 'events' });
  }

  async #readRevisions() {
    const rows = await (await this.#parts.catalog()).revisions();
    return new Map(rows.map(({ id, revision, facts }) => [id, { revision, facts }]));
  }

  #tell(event: LiveEvent): void {
    for (const watcher of this.#watchers) watcher.tell(event);
  }
}

/** One who watches: what was not yet fetched, the latest word on each subject. */
class Watcher implements AsyncIteratorObject<LiveEvent, void, void> {
  readonly #onEnd: () => void;
  readonly #pending = new Map<string, LiveEvent>();
  #waiting: ((result: IteratorResult<LiveEvent, void>) => void)[] = [];
  #ended = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  tell(event: LiveEvent): void {
    if (this.#ended) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting({ done: false, value: event });
    else this.#pending.set(subjectOf(event), event);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pending.clear();
    for (const waiting of this.#waiting.splice(0)) waiting({ done: true, value: undefined });
    this.#onEnd();
  }

  async next(): Promise<IteratorResult<LiveEvent, void>> {
    if (this.#ended) return { done: true, value: undefined };
    const [first] = this.#pending;
    if (!first) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#pending.delete(first[0]);
    return { done: false, value: first[1] };
  }

  async return(): Promise<IteratorResult<LiveEvent, void>> {
    this.end();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<LiveEvent, void>> {
    this.end();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function subjectOf(event: LiveEvent): string {
  switch (event.kind) {
    case 'run':
    case 'export':
      return `${event.kind} ${event.run.id}`;
    case 'sources':
    case 'event':
      return `${event.kind} ${event.event}`;
    default:
      return event.kind;
  }
}
