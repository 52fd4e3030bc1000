import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Merge } from '../../../engine/contract/people.ts';
import type { PeopleClient } from './people-session.ts';

export interface MergeState {
  /** Pairs that the engine suggests, the likeliest first; null before the first answer. */
  readonly list: readonly Merge[] | null;
  /** Suggestions in all, of which the list has the first. */
  readonly total: number;
  /** The one that is shown. */
  readonly at: number;
  /** Two persons that somebody wants to see beside each other, in place of a suggestion. */
  readonly compared: Merge | null;
  readonly error: unknown;
}

/** Suggestions that are fetched at once. */
const COUNT = 50;
/** Suggestions are dear to compute, and nobody answers faster than this while photos are read. */
const REFRESH_EVERY_MS = 2_000;

/** The suggestions to merge, one of which is shown, and the comparison that takes its place. */
export class MergeQueue {
  readonly store: StoreApi<MergeState>;
  readonly #client: PeopleClient;
  readonly #event: string;
  readonly #away = new AbortController();
  /** Pairs that were answered here, which an answer that was under way may still name. */
  readonly #answered = new Set<string>();
  #reading: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #readAt = 0;
  #watched = false;
  #stale = true;

  constructor(client: PeopleClient, event: string) {
    this.#client = client;
    this.#event = event;
    this.store = createStore<MergeState>(() => ({
      list: null,
      total: 0,
      at: 0,
      compared: null,
      error: null,
    }));
  }

  get state(): MergeState {
    return this.store.getState();
  }

  /** The pair that is asked about; null where there is none. */
  get shown(): Merge | null {
    const { list, at, compared } = this.state;
    return compared ?? list?.[at] ?? null;
  }

  watch(): () => void {
    this.#watched = true;
    if (this.#stale) void this.refresh();
    return () => {
      this.#watched = false;
    };
  }

  eventChanged(): void {
    this.#stale = true;
    if (this.#timer !== null || !this.#watched) return;
    const wait = Math.max(0, this.#readAt + REFRESH_EVERY_MS - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, wait);
  }

  refresh(): Promise<void> {
    if (this.#reading !== null) {
      this.#again = true;
      return this.#reading;
    }
    this.#stale = false;
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      this.#readAt = Date.now();
      if (!this.#again) return;
      this.#again = false;
      return this.refresh();
    });
    return this.#reading;
  }

  /** The suggestion before or after; the last is followed by the first. */
  step(by: 1 | -1): void {
    const { list, at, compared } = this.state;
    if (compared !== null || list === null || list.length === 0) return;
    this.store.setState({ at: (at + by + list.length) % list.length });
  }

  /** Takes the pair that is shown away at once, since it is answered; gives it back where that fails. */
  answered(pair: Merge): () => void {
    const before = this.state;
    const key = pairKey(pair);
    this.#answered.add(key);
    const rest = before.list?.filter((other) => pairKey(other) !== key) ?? null;
    const gone = (before.list?.length ?? 0) - (rest?.length ?? 0);
    this.store.setState({
      list: rest,
      total: before.total - gone,
      at: within(before.at, rest?.length ?? 0),
      compared: null,
    });
    return () => {
      this.#answered.delete(key);
      this.store.setState({ compared: before.compared });
      void this.refresh();
    };
  }

  /** Something was taken back: pairs that were answered may be asked about again. */
  undone(): void {
    this.#answered.clear();
    void this.refresh();
  }

  async compare(a: string, b: string): Promise<void> {
    const compared = await this.#client.people.compare({ event: this.#event, person: a, other: b });
    this.store.setState({ compared });
  }

  endComparison(): boolean {
    if (this.state.compared === null) return false;
    this.store.setState({ compared: null });
    return true;
  }

  close(): void {
    this.#watched = false;
    this.#away.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    const { signal } = this.#away;
    try {
      const { total, merges } = await this.#client.people.merges(
        { event: this.#event, count: COUNT },
        { signal },
      );
      if (signal.aborted) return;
      const open = merges.filter((pair) => !this.#answered.has(pairKey(pair)));
      // The pair that somebody looks at stays, whatever its rank is now.
      const { list, at } = this.state;
      const looked = list?.[at];
      const same = looked ? open.findIndex((pair) => pairKey(pair) === pairKey(looked)) : 0;
      this.store.setState({
        list: open,
        total: Math.max(open.length, total - (merges.length - open.length)),
        at: same >= 0 ? same : within(at, open.length),
        error: null,
      });
    } catch (error) {
      if (!signal.aborted) this.store.setState({ error });
    }
  }
}

const within = (at: number, length: number): number => Math.max(0, Math.min(at, length - 1));

/** The same for a pair whichever comes first. */
const pairKey = ({ a, b }: Merge): string => [a.id, b.id].sort().join(' ');
