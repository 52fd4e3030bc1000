import type { Cell } from '../../../engine/contract/browse.ts';
import type { BrowseClient, BrowseSession, GridHold } from '../browse/browse-session.ts';
import type { Anchor } from '../browse/grid-layout.ts';
import { focusOn } from '../browse/selection.ts';

/** Where the photo that is shown stands in what Browse found. */
export interface Place {
  /** Cell of the layout; where the photo is no longer found, the one that took its place. Null before it is known. */
  readonly index: number | null;
  /** Whether the photo is among what was found. */
  readonly found: boolean;
  readonly total: number;
}

/** Cells fetched on either side of the photo, so that the next one is known before it is asked for. */
const AROUND = 12;

/** Photos looked at in one direction before the rest is asked for as a whole. */
const LOOKED_AT = 800;

/**
 * Goes through the photos that Browse found, one by one. It holds the session as the grid does, so
 * that the place follows the photo while an import brings others, and Browse opens again where
 * somebody stopped.
 */
export class Walk implements GridHold {
  readonly #client: BrowseClient;
  readonly #session: BrowseSession;
  readonly #open: (photo: string) => void;
  readonly #listeners = new Set<() => void>();
  readonly #release: () => void;
  #photo: string;
  #place: Place;
  #strip = { first: 0, end: 0 };
  #seeking = 0;
  #version = 0;

  constructor(client: BrowseClient, session: BrowseSession, photo: string, open: (photo: string) => void) {
    this.#client = client;
    this.#session = session;
    this.#open = open;
    this.#photo = photo;
    const { focus } = session.state.selection;
    const known = focus !== null && session.cellAt(focus.index)?.id === photo;
    const total = session.state.layout?.total ?? 0;
    this.#place = { index: known ? focus.index : null, found: known, total };
    this.#release = session.hold(this);
    if (known) this.#near();
    else void this.#seek();
  }

  close(): void {
    this.#release();
    this.#listeners.clear();
  }

  get place(): Place {
    return this.#place;
  }

  /** Grows with everything that changes what is drawn: place, cells. */
  get version(): number {
    return this.#version;
  }

  cellAt(index: number): Cell | undefined {
    return this.#session.cellAt(index);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another photo is shown: by a step of this walk, by undo, from elsewhere. */
  show(photo: string): void {
    if (photo === this.#photo) return;
    this.#photo = photo;
    if (this.#place.index !== null && this.cellAt(this.#place.index)?.id === photo) return;
    void this.#seek();
  }

  /** Cells that the film strip draws. */
  want(first: number, end: number): void {
    this.#strip = { first, end };
    this.#session.want(first, end);
  }

  /** The photo so many steps away; says whether there is one. */
  step(by: number): boolean {
    const { index, found, total } = this.#place;
    if (index === null) return false;
    // What took the place of a photo that is no longer found is the next one.
    const next = !found && by > 0 ? index + by - 1 : index + by;
    if (next < 0 || next >= total) return false;
    void this.goTo(next);
    return true;
  }

  get hasNext(): boolean {
    const { index, found, total } = this.#place;
    return index !== null && (found ? index + 1 < total : index < total);
  }

  get hasPrevious(): boolean {
    return this.#place.index !== null && this.#place.index > 0;
  }

  async goTo(index: number): Promise<void> {
    const before = this.#photo;
    const seeking = ++this.#seeking;
    if (this.cellAt(index) === undefined) await this.#session.state.window?.load(index, index + 1);
    const cell = this.cellAt(index);
    if (cell === undefined || seeking !== this.#seeking || this.#photo !== before) return;
    this.#arrive(cell.id, index);
    this.#open(cell.id);
  }

  /** Cells around the photo, the nearest first: their pictures are worth having before they are asked for. */
  neighbours(): Cell[] {
    const { index } = this.#place;
    if (index === null) return [];
    return [1, -1, 2]
      .map((away) => this.cellAt(index + away))
      .filter((cell): cell is Cell => cell !== undefined && cell.state === 'ready');
  }

  /** The next photo in a direction with a sighting to review, around the ends; null where there is none. */
  async nextToReview(direction: 1 | -1): Promise<number | null> {
    const { index, total } = this.#place;
    const { window } = this.#session.state;
    if (index === null || window === null) return null;
    const hasOne = (cell: Cell | undefined) => cell?.bibs.some(({ state }) => state === 'review') ?? false;
    const limit = Math.min(total, LOOKED_AT);
    for (let away = 1; away < limit; away++) {
      const at = index + away * direction;
      if (at < 0 || at >= total) break;
      if (window.get(at) === undefined) {
        await (direction > 0 ? window.load(at, at + 80) : window.load(Math.max(0, at - 79), at + 1));
      }
      if (hasOne(window.get(at))) return at;
    }
    const photo = await this.#endToReview(direction);
    return photo === null ? null : await this.#session.find(photo);
  }

  /** The first or last photo with a sighting to review. */
  async #endToReview(direction: 1 | -1): Promise<string | null> {
    const { query } = this.#session.state;
    const toReview = { ...query, filters: { ...query.filters, toReview: true } };
    const { cells, total, revision } = await this.#client.browse.open({ ...toReview, cells: 1 });
    if (direction > 0 || total === 0) return cells[0]?.id ?? null;
    const last = await this.#client.browse.cells({ ...toReview, revision, first: total - 1, count: 1 });
    return last.cells[0]?.id ?? null;
  }

  // What a grid would tell the session.

  anchor(): Anchor | null {
    const { index } = this.#place;
    return index === null ? null : { index, offset: 0 };
  }

  get shown(): { readonly first: number; readonly end: number } {
    return this.#strip;
  }

  replaced(anchor: Anchor | null): void {
    const total = this.#session.state.layout?.total ?? 0;
    const index = anchor?.index ?? null;
    const found = index !== null && this.cellAt(index)?.id === this.#photo;
    this.#set({ index: index ?? (total > 0 ? Math.min(this.#place.index ?? 0, total) : null), found, total });
    // The cells are others, also where the place is the same.
    this.#tell();
    if (!found) void this.#seek();
    else this.#near();
  }

  /** The strip's pictures come one by one. */
  async ready(): Promise<void> {}

  /** Somebody looks for other photos: Browse is about to be shown, and its pictures with it. */
  leaving(): void {}

  cellsCame(): void {
    this.#tell();
  }

  /** Looks where the photo is now; stays at the place where it was when it is not found any more. */
  async #seek(): Promise<void> {
    const photo = this.#photo;
    const seeking = ++this.#seeking;
    const index = await this.#session.find(photo).catch(() => null);
    if (seeking !== this.#seeking || photo !== this.#photo) return;
    const total = this.#session.state.layout?.total ?? 0;
    if (index !== null) return this.#arrive(photo, index);
    const was = this.#place.index;
    this.#set({ index: was === null ? null : Math.min(was, total), found: false, total });
  }

  #arrive(photo: string, index: number): void {
    this.#photo = photo;
    this.#set({ index, found: true, total: this.#session.state.layout?.total ?? 0 });
    this.#session.select(focusOn(this.#session.state.selection, { index, id: photo }));
    this.#near();
  }

  #near(): void {
    const { index, total } = this.#place;
    if (index === null) return;
    void this.#session.state.window?.load(Math.max(0, index - AROUND), Math.min(total, index + AROUND));
  }

  #set(place: Place): void {
    const { index, found, total } = this.#place;
    if (place.index === index && place.found === found && place.total === total) return;
    this.#place = place;
    this.#tell();
  }

  #tell(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
