import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  BrowseLayout,
  BrowseQuery,
  Cell,
  Facets,
  SavedSearch,
  Selection,
  Timeline,
} from '../../../engine/contract/browse.ts';
import type { Client } from '../../../engine/contract/contract.ts';
import { BrowseCounts } from './browse-counts.ts';
import { CellWindow } from './cell-window.ts';
import type { Anchor } from './grid-layout.ts';
import {
  type CellRef,
  laidOutAnew,
  named,
  nothingSelected,
  type SelectionState,
  toSelection,
  unnamedRange,
} from './selection.ts';

/** What of the engine a session uses. */
export type BrowseClient = Pick<Client, 'browse'>;

export type Laid = Omit<BrowseLayout, 'cells'>;

export interface BrowseState {
  readonly query: BrowseQuery;
  /** The latest layout, which may be of the query before while the engine answers. */
  readonly layout: Laid | null;
  /** What the layout is the answer to. */
  readonly answered: BrowseQuery;
  readonly window: CellWindow | null;
  readonly selection: SelectionState;
  readonly facets: Facets | null;
  readonly timeline: Timeline | null;
  readonly saved: readonly SavedSearch[];
  /** The query is being laid out, and the layout is of another one. */
  readonly busy: boolean;
  /** Why the latest call failed, until one succeeds. */
  readonly error: unknown;
}

/** The grid, as far as a session has to know it. */
export interface GridHold {
  anchor(): Anchor | null;
  readonly shown: { readonly first: number; readonly end: number };
  /** The layout was replaced: what is held on to is now at this cell. */
  replaced(anchor: Anchor | null): void;
  /** Has pictures of the first cells of a new layout fetched; resolves once they are here. */
  ready(cells: readonly Cell[]): Promise<void>;
  /** The cells are about to be others: what is still being fetched for them is in the way. */
  leaving(): void;
  cellsCame(first: number, end: number): void;
}

/** Cells that come with a layout: a screen of small ones. */
const FIRST_CELLS = 80;
/** Cells wait so long for their pictures: drawn together, they cost one frame and not two. */
const PICTURES_MS = 40;
/** While photos are being read the event changes four times a second; the screen follows once. */
const REFRESH_EVERY_MS = 1_000;

export function emptyQuery(event: string): BrowseQuery {
  return { event, tokens: [], text: '', filters: {}, arrange: 'time', stackBursts: false, openBursts: [] };
}

/**
 * What Browse shows of one event, from the query to the selection. It outlives the screen, so that
 * who comes back from a photo finds everything where it was.
 */
export class BrowseSession {
  readonly event: string;
  readonly store: StoreApi<BrowseState>;
  readonly #client: BrowseClient;
  readonly #counts: BrowseCounts;
  #grid: GridHold | null = null;
  #opening: AbortController | null = null;
  #refreshing: Promise<void> | null = null;
  #refreshTimer: ReturnType<typeof setTimeout> | null = null;
  #refreshedAt = 0;
  #naming: AbortController | null = null;
  #stale = false;
  #again = false;
  #stepping: Promise<unknown> = Promise.resolve();

  constructor(client: BrowseClient, query: BrowseQuery) {
    this.event = query.event;
    this.#client = client;
    this.#counts = new BrowseCounts({
      client,
      query: () => this.state.query,
      came: (counts) => this.store.setState(counts),
      failed: (error) => this.store.setState({ error }),
    });
    this.store = createStore<BrowseState>(() => ({
      query,
      answered: query,
      layout: null,
      window: null,
      selection: nothingSelected,
      facets: null,
      timeline: null,
      saved: [],
      busy: false,
      error: null,
    }));
  }

  get state(): BrowseState {
    return this.store.getState();
  }

  /** Ties the session to the grid that draws it; the function that comes back unties it. */
  hold(grid: GridHold): () => void {
    this.#grid = grid;
    if (this.#stale) void this.refresh();
    return () => {
      if (this.#grid === grid) this.#grid = null;
    };
  }

  /** Changes the query and lays it out. The focused photo and what is selected stay where `keep` is set. */
  async change(change: Partial<BrowseQuery>, keep = false): Promise<void> {
    const query = { ...this.state.query, ...change };
    this.store.setState({ query, busy: true });
    if (!keep) this.#grid?.leaving();
    // Nothing comes between a key and its cells: counts wait for the answer.
    this.#counts.stop();
    await this.#open(query, keep);
  }

  /** Lays out the present query for the first time, or after an error. */
  async open(): Promise<void> {
    this.store.setState({ busy: true });
    await this.#open(this.state.query, false);
  }

  /** The event changed: follows soon, and not more often than somebody can look. */
  eventChanged(revision: number): void {
    if (this.state.layout !== null && revision <= this.state.layout.revision) return;
    // Nobody looks: the engine has better things to do until somebody comes back.
    this.#stale = true;
    if (this.#refreshTimer !== null || this.#grid === null) return;
    const wait = Math.max(0, this.#refreshedAt + REFRESH_EVERY_MS - Date.now());
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = null;
      void this.refresh();
    }, wait);
  }

  /**
   * Lays out the query as the event is now. The new cells are here before the old ones go, and what
   * the view holds on to stays in place, so that nothing blinks or jumps.
   */
  refresh(): Promise<void> {
    if (this.#refreshing !== null) {
      // What is under way may have asked before the latest change.
      this.#again = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refresh().finally(() => {
      this.#refreshing = null;
      this.#refreshedAt = Date.now();
      if (!this.#again) return;
      this.#again = false;
      return this.refresh();
    });
    return this.#refreshing;
  }

  /** Which photos are selected; those of a range are named by the engine in the background. */
  select(selection: SelectionState): void {
    this.store.setState({ selection });
    if (unnamedRange(selection) !== null) void this.#name();
  }

  /** The selection as the engine takes it, the focused photo where nothing is selected; null without either. */
  async selected(): Promise<Selection | null> {
    await this.#name();
    const { selection, query } = this.state;
    const chosen = toSelection(selection, query);
    if (chosen !== null) return chosen;
    const id = selection.focus?.id ?? this.cellAt(selection.focus?.index)?.id;
    return id === undefined || id === null ? null : { ids: [id] };
  }

  /** Shows at once what is being done to photos; the engine's word follows. */
  showChange(selection: Selection, change: (cell: Cell) => Cell): void {
    const { window } = this.state;
    if (window === null) return;
    if ('ids' in selection) {
      window.change(new Set(selection.ids), change);
    } else {
      const except = new Set(selection.except);
      window.change('all', (cell) => (except.has(cell.id) ? cell : change(cell)));
    }
  }

  cellAt(index: number | undefined): Cell | undefined {
    return index === undefined ? undefined : this.state.window?.get(index);
  }

  /** What is shown: fetched first, with some more on either side. */
  want(first: number, end: number): void {
    this.state.window?.want(first, end, Math.max(40, end - first));
  }

  /** The index of a photo in the layout that is shown; null where it is not in there. */
  async find(photoId: string): Promise<number | null> {
    const { layout, query } = this.state;
    if (layout === null) return null;
    const { index } = await this.#client.browse.find({ ...query, revision: layout.revision, photoId });
    return index;
  }

  /**
   * The next photo to review after the focused one, or before it; null where there is none, or something else
   * was asked for meanwhile. One step waits for the one before, so that none is lost to a fast hand.
   */
  nearestToReview(way: 'next' | 'previous', go: (cell: CellRef) => void): Promise<boolean> {
    const step = this.#stepping.then(() => this.#step(way, go));
    this.#stepping = step.catch(() => false);
    return step;
  }

  async #step(way: 'next' | 'previous', go: (cell: CellRef) => void): Promise<boolean> {
    const { query, layout, selection } = this.state;
    if (layout === null) return false;
    const from = selection.focus?.index ?? -1;
    const { revision } = layout;
    const answer = await this.#client.browse.nearestToReview({ ...query, revision, from, way });
    if (this.state.query !== query) return true;
    if (answer.cell === null) return false;
    // The layout was gone from the engine: where the cell is now is looked up in the one that follows.
    if (answer.revision !== revision) await this.refresh();
    const index = answer.revision === revision ? answer.cell.index : await this.find(answer.cell.id);
    if (index !== null && this.state.query === query) go({ index, id: answer.cell.id });
    return true;
  }

  /** Fetches what is shown again, where it was shown otherwise than it is. */
  async refetch(): Promise<void> {
    const { query, layout, window: before } = this.state;
    if (layout === null) return;
    const window = this.#windowOf(query, layout);
    const { first, end } = this.#grid?.shown ?? { first: 0, end: 1 };
    await window.load(first, end);
    if (this.state.window !== before) return window.close();
    this.store.setState({ window });
    before?.close();
    this.#grid?.cellsCame(0, layout.total);
  }

  async loadSaved(): Promise<void> {
    const saved = await this.#client.browse.saved({ event: this.event });
    this.store.setState({ saved });
  }

  /** Counts and timeline of the present query, when typing rests. */
  count(soon = false): void {
    this.#counts.count(soon);
  }

  close(): void {
    this.#opening?.abort();
    this.#counts.stop();
    this.#naming?.abort();
    if (this.#refreshTimer !== null) clearTimeout(this.#refreshTimer);
    this.state.window?.close();
  }

  async #open(query: BrowseQuery, keep: boolean): Promise<void> {
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    const { selection: chosen } = this.state;
    try {
      const { cells, ...layout } = await this.#client.browse.open(
        { ...query, cells: FIRST_CELLS },
        { signal: opening.signal },
      );
      if (this.#grid !== null && !keep) await atMost(PICTURES_MS, this.#grid.ready(cells));
      if (opening.signal.aborted) return;
      // Who has gone on to another photo meanwhile is not taken back to the first.
      const goneOn = keep || this.state.selection !== chosen;
      const kept = goneOn ? await this.#whereIs(query, layout.revision) : null;
      if (opening.signal.aborted) return;
      const window = this.#windowOf(query, layout);
      window.put(0, cells);
      // The cells of the place that is kept have to be here when it is shown.
      if (kept?.index !== undefined) await window.load(kept.index, kept.index + 1);
      if (opening.signal.aborted) return window.close();
      const before = this.state.window;
      const first: CellRef | null = layout.total > 0 ? { index: 0, id: cells[0]?.id ?? null } : null;
      const selection = goneOn
        ? laidOutAnew(this.state.selection, kept ?? first)
        : { ...nothingSelected, focus: first, anchor: first?.index ?? null };
      this.store.setState({ layout, answered: query, window, selection, busy: false, error: null });
      before?.close();
      this.#grid?.replaced(kept === null || !keep ? null : { index: kept.index, offset: -100 });
      this.count();
    } catch (error) {
      if (opening.signal.aborted) return;
      this.store.setState({ error, busy: false });
      this.#grid?.cellsCame(0, this.state.layout?.total ?? 0);
    }
  }

  async #refresh(): Promise<void> {
    this.#stale = false;
    const { query, layout: before } = this.state;
    if (before === null || (this.#opening?.signal.aborted === false && this.state.busy)) return;
    try {
      // A range is one of cells, and cells are about to move.
      await this.#name();
      const { cells: _none, ...layout } = await this.#client.browse.open({ ...query, cells: 0 });
      if (this.state.query !== query || layout.revision === this.state.layout?.revision) return;
      const held = this.#grid?.anchor() ?? null;
      const shown = this.#grid?.shown ?? { first: 0, end: 0 };
      const [anchor, focus] = await Promise.all([
        this.#movedTo(query, layout, held),
        this.#whereIs(query, layout.revision),
      ]);
      const window = this.#windowOf(query, layout);
      const first = anchor === null ? 0 : Math.max(0, anchor.index - ((held?.index ?? 0) - shown.first));
      await window.load(first, first + Math.max(1, shown.end - shown.first));
      if (this.state.query !== query) return window.close();
      const old = this.state.window;
      this.store.setState({
        layout,
        answered: query,
        window,
        selection: laidOutAnew(this.state.selection, focus ?? this.#nearestTo(layout.total)),
        error: null,
      });
      old?.close();
      this.#grid?.replaced(anchor);
      this.count();
    } catch (error) {
      this.store.setState({ error });
    }
  }

  /** Where what the view holds on to is in a new layout: the same photo, else the same index. */
  async #movedTo(query: BrowseQuery, layout: Laid, held: Anchor | null): Promise<Anchor | null> {
    if (held === null || layout.total === 0) return null;
    const id = this.cellAt(held.index)?.id;
    const same = { index: Math.min(held.index, layout.total - 1), offset: held.offset };
    if (id === undefined) return same;
    const { index } = await this.#client.browse.find({ ...query, revision: layout.revision, photoId: id });
    return index === null ? same : { index, offset: held.offset };
  }

  /** The focused photo in another layout. */
  async #whereIs(query: BrowseQuery, revision: number): Promise<CellRef | null> {
    const { focus } = this.state.selection;
    const id = focus?.id ?? this.cellAt(focus?.index)?.id ?? null;
    if (id === null) return null;
    const { index } = await this.#client.browse.find({ ...query, revision, photoId: id });
    return index === null ? null : { index, id };
  }

  #nearestTo(total: number): CellRef | null {
    const { focus } = this.state.selection;
    return focus === null || total === 0 ? null : { index: Math.min(focus.index, total - 1), id: null };
  }

  #windowOf(query: BrowseQuery, layout: Laid): CellWindow {
    const source = {
      cells: (first: number, count: number, signal: AbortSignal) =>
        this.#client.browse.cells({ ...query, revision: layout.revision, first, count }, { signal }),
    };
    return new CellWindow(layout, source, {
      onCells: (first, end) => {
        if (this.state.window?.revision !== layout.revision) return;
        this.#learnFocus(first, end);
        this.#grid?.cellsCame(first, end);
      },
      onGone: () => void this.refresh(),
      onError: (error) => this.store.setState({ error }),
    });
  }

  /** A cell that was focused before it was here has a photo now. */
  #learnFocus(first: number, end: number): void {
    const { selection } = this.state;
    const { focus } = selection;
    if (focus === null || focus.id !== null || focus.index < first || focus.index >= end) return;
    const id = this.cellAt(focus.index)?.id;
    if (id !== undefined) this.store.setState({ selection: { ...selection, focus: { ...focus, id } } });
  }

  /** Has the photos of the latest range named. */
  async #name(): Promise<void> {
    const range = unnamedRange(this.state.selection);
    const { layout, query, window } = this.state;
    if (range === null || layout === null) return;
    const { first, last } = range;
    const here = Array.from(
      { length: Math.min(500, last - first + 1) },
      (_, at) => window?.get(first + at)?.id,
    );
    let ids: readonly string[];
    if (here.length === last - first + 1 && here.every((id) => id !== undefined)) {
      ids = here.filter((id) => id !== undefined);
    } else {
      this.#naming?.abort();
      const naming = new AbortController();
      this.#naming = naming;
      try {
        ids = await this.#client.browse.ids(
          { ...query, revision: layout.revision, first, last },
          { signal: naming.signal },
        );
      } catch (error) {
        // A longer range follows, and has its own call.
        if (naming.signal.aborted) return this.#name();
        throw error;
      }
    }
    this.store.setState({ selection: named(this.state.selection, first, last, ids) });
  }
}

/** Waits for something, and for so many milliseconds at most. */
function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
