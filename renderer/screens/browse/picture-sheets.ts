import {
  SHEET_LIMIT,
  type SheetKind,
  sheetAddress,
  unpackSheet,
} from '../../../engine/contract/picture-sheet.ts';

/** Pictures that are kept, some ten kilobytes each: scrolling back twenty screens asks for nothing. */
const KEPT = 1_200;
/** Sheets that are fetched at a time. */
const AT_ONCE = 3;
/** Pictures that wait to be asked for at most: what waits longer has scrolled away, and asks again if not. */
const WAITING = 2 * SHEET_LIMIT;

export interface SheetSource {
  /** The bytes at an address. */
  fetch(address: string, signal: AbortSignal): Promise<ArrayBuffer>;
  /** Address of one picture, which the engine makes where it is missing. */
  single(photoId: string, kind: SheetKind): string;
  /** Pictures came, or are to be asked for again: `src` knows more. */
  came(): void;
}

interface Wanted {
  readonly photoId: string;
  readonly kind: SheetKind;
}

/**
 * Pictures of cells as addresses that hold the picture itself. Those that are wanted at the same time are
 * fetched together: a request costs as much for one as for forty, and the browser shows a `data:` address
 * without asking another process.
 */
export class PictureSheets {
  readonly #event: string;
  readonly #source: SheetSource;
  /** By kind and photo; the least recently looked at first. */
  readonly #kept = new Map<string, string>();
  /** The latest last. */
  readonly #waiting = new Map<string, Wanted>();
  readonly #running = new Map<AbortController, readonly string[]>();
  #gathering = false;
  /** Who waits for pictures, and for which. */
  readonly #awaited = new Map<() => void, Set<string>>();

  constructor(event: string, source: SheetSource) {
    this.#event = event;
    this.#source = source;
  }

  /** What an image shows; null while it is being fetched. */
  src(photoId: string, kind: SheetKind): string | null {
    const key = `${kind} ${photoId}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    if ([...this.#running.values()].some((keys) => keys.includes(key))) return null;
    this.#waiting.delete(key);
    this.#waiting.set(key, { photoId, kind });
    this.#gather();
    return null;
  }

  /** Fetches pictures before they are shown: resolves once they are here, or are not wanted any more. */
  async load(photoIds: readonly string[], kind: SheetKind): Promise<void> {
    const missing = photoIds.filter((id) => this.src(id, kind) === null);
    if (missing.length === 0) return;
    const keys = new Set(missing.map((id) => `${kind} ${id}`));
    await new Promise<void>((resolve) => this.#awaited.set(resolve, keys));
  }

  /** What is on its way is not wanted any more. */
  drop(): void {
    for (const resolve of this.#awaited.keys()) resolve();
    this.#awaited.clear();
    this.#waiting.clear();
    for (const running of this.#running.keys()) running.abort();
    this.#running.clear();
  }

  /** Once everything that shows now has said what it wants. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    queueMicrotask(() => {
      this.#gathering = false;
      this.#fetchNext();
    });
  }

  #fetchNext(): void {
    for (const key of this.#waiting.keys()) {
      if (this.#waiting.size <= WAITING) break;
      this.#waiting.delete(key);
    }
    while (this.#running.size < AT_ONCE && this.#waiting.size > 0) {
      const all = [...this.#waiting];
      // What was asked for last is looked at; a sheet is of one kind.
      const kind = all.at(-1)![1].kind;
      const sheet = all.filter(([, wanted]) => wanted.kind === kind).slice(-SHEET_LIMIT);
      for (const [key] of sheet) this.#waiting.delete(key);
      void this.#fetch(kind, sheet);
    }
  }

  async #fetch(kind: SheetKind, sheet: readonly (readonly [string, Wanted])[]): Promise<void> {
    const running = new AbortController();
    this.#running.set(
      running,
      sheet.map(([key]) => key),
    );
    const ids = sheet.map(([, { photoId }]) => photoId);
    const pictures = await this.#source.fetch(sheetAddress(this.#event, kind, ids), running.signal).then(
      unpackSheet,
      // One by one they may still be had, and an image says itself where it cannot.
      () => [],
    );
    if (running.signal.aborted) return;
    this.#running.delete(running);
    for (const [place, [key, { photoId }]] of sheet.entries()) {
      const picture = pictures[place];
      this.#kept.set(
        key,
        picture ? `data:image/jpeg;base64,${base64(picture)}` : this.#source.single(photoId, kind),
      );
    }
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(key);
    }
    for (const [resolve, keys] of this.#awaited) {
      for (const [key] of sheet) keys.delete(key);
      if (keys.size === 0 && this.#awaited.delete(resolve)) resolve();
    }
    this.#source.came();
    this.#fetchNext();
  }
}

/** As many bytes as a call takes arguments for certain. */
const AT_A_TIME = 16_384;

function base64(bytes: Uint8Array & { toBase64?(): string }): string {
  // Not in every browser yet, and a tenth of the time.
  if (bytes.toBase64) return bytes.toBase64();
  let binary = '';
  for (let at = 0; at < bytes.length; at += AT_A_TIME) {
    binary += String.fromCharCode(...bytes.subarray(at, at + AT_A_TIME));
  }
  return btoa(binary);
}
