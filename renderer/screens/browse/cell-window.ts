import type { Cell } from '../../../engine/contract/browse.ts';

/** Cells that one call brings: a screen's worth, so that a page is never waited for long. */
export const PAGE = 80;
/** Pages that are kept: scrolling back a few screens needs no call. */
const KEPT_PAGES = 75;
/** Pages fetched at once. */
const AT_ONCE = 2;
/** After a failure, milliseconds until a page is asked for again. */
const RETRY_MS = 1_000;

export interface CellSource {
  /** Cells of the layout from `first`, with the revision that they are of. */
  cells(first: number, count: number, signal: AbortSignal): Promise<{ revision: number; cells: Cell[] }>;
}

export interface CellWindowEvents {
  /** Cells from `first` to before `end` arrived or changed. */
  readonly onCells: (first: number, end: number) => void;
  /** The engine answered with cells of another revision: the layout is gone. */
  readonly onGone: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * The cells of one layout, as far as they were looked at: fetches what a view shows and some more on
 * either side, lets go of what scrolled away before it came, and forgets what was not shown for long.
 */
export class CellWindow {
  readonly revision: number;
  readonly total: number;
  readonly #source: CellSource;
  readonly #events: CellWindowEvents;
  /** By number; the least recently wanted first. */
  readonly #pages = new Map<number, Cell[]>();
  readonly #running = new Map<number, AbortController>();
  #wanted: number[] = [];
  #retry: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(layout: { revision: number; total: number }, source: CellSource, events: CellWindowEvents) {
    this.revision = layout.revision;
    this.total = layout.total;
    this.#source = source;
    this.#events = events;
  }

  /** The cell, if it is here. */
  get(index: number): Cell | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Cells that came with the layout. Those of a page that is not whole are kept until it is fetched. */
  put(first: number, cells: readonly Cell[]): void {
    cells.forEach((cell, at) => {
      const index = first + at;
      const number = Math.floor(index / PAGE);
      const page = this.#pages.get(number) ?? [];
      page[index % PAGE] = cell;
      this.#pages.set(number, page);
    });
  }

  /** Says what is shown, from `first` to before `end`, and how many cells more to have ready on either side. */
  want(first: number, end: number, ahead: number): void {
    if (this.#closed || this.total === 0) return;
    const last = Math.max(first, Math.min(end, this.total) - 1);
    const shown = pagesBetween(first, last);
    const near = pagesBetween(Math.max(0, first - ahead), Math.min(this.total - 1, last + ahead));
    // What is shown comes first, then its neighbours.
    this.#wanted = [...shown, ...near.filter((page) => !shown.includes(page))];
    for (const page of this.#wanted) this.#touch(page);
    for (const [page, controller] of this.#running) {
      if (!this.#wanted.includes(page)) {
        this.#running.delete(page);
        controller.abort();
      }
    }
    this.#fetchNext();
  }

  /** Resolves when all cells from `first` to before `end` are here, or it was closed or failed. */
  async load(first: number, end: number): Promise<void> {
    const last = Math.min(end, this.total) - 1;
    if (last < first) return;
    await Promise.all(
      pagesBetween(first, last)
        .filter((page) => !this.#isWhole(page))
        .map((page) => this.#fetch(page, new AbortController())),
    );
  }

  /** Changes cells that are here, ahead of the engine's word: what a person just did shows at once. */
  change(ids: ReadonlySet<string> | 'all', change: (cell: Cell) => Cell): void {
    for (const [number, page] of this.#pages) {
      let changed = false;
      page.forEach((cell, at) => {
        if (ids !== 'all' && !ids.has(cell.id)) return;
        page[at] = change(cell);
        changed = true;
      });
      if (changed) this.#events.onCells(number * PAGE, number * PAGE + page.length);
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #touch(page: number): void {
    const cells = this.#pages.get(page);
    if (cells === undefined) return;
    this.#pages.delete(page);
    this.#pages.set(page, cells);
  }

  #isWhole(page: number): boolean {
    const cells = this.#pages.get(page);
    if (cells === undefined) return false;
    const length = Math.min(PAGE, this.total - page * PAGE);
    for (let at = 0; at < length; at++) if (cells[at] === undefined) return false;
    return true;
  }

  #fetchNext(): void {
    for (const page of this.#wanted) {
      if (this.#running.size >= AT_ONCE || this.#closed) return;
      if (this.#running.has(page) || this.#isWhole(page)) continue;
      const controller = new AbortController();
      this.#running.set(page, controller);
      void this.#fetch(page, controller).finally(() => {
        if (this.#running.get(page) === controller) this.#running.delete(page);
        if (this.#retry === null) this.#fetchNext();
      });
    }
  }

  async #fetch(page: number, controller: AbortController): Promise<void> {
    const first = page * PAGE;
    try {
      const { signal } = controller;
      const answer = await this.#source.cells(first, Math.min(PAGE, this.total - first), signal);
      if (signal.aborted || this.#closed) return;
      if (answer.revision !== this.revision) {
        this.close();
        this.#events.onGone();
        return;
      }
      this.#pages.delete(page);
      this.#pages.set(page, answer.cells);
      this.#forget();
      this.#events.onCells(first, first + answer.cells.length);
    } catch (error) {
      if (controller.signal.aborted || this.#closed) return;
      this.#events.onError(error);
      this.#retry ??= setTimeout(() => {
        this.#retry = null;
        this.#fetchNext();
      }, RETRY_MS);
    }
  }

  #forget(): void {
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) return;
      if (!this.#wanted.includes(page)) this.#pages.delete(page);
    }
  }
}

function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(first / PAGE);
  return Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, at) => from + at);
}
