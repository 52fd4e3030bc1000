import type { Store } from './store.ts';

interface Names {
  /** What the names were read at: photos are added, and forgotten with their last file. */
  readonly state: string;
  readonly keys: readonly number[];
  /** In lower case. */
  readonly names: readonly string[];
}

/** Events whose names are kept: 8 MB for 100,000 photos. */
const KEPT_EVENTS = 2;

/**
 * Names of the photos of the events that were asked for last, in memory: looking through 100,000 of them takes
 * a few milliseconds, and somebody is typing.
 */
export class PhotoNames {
  readonly #store: Store;
  readonly #kept = new Map<number, Names>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Keys of photos whose name holds a text, the best first: the whole name, how it begins, how its number
   * begins or ends, then anywhere. To be called within a transaction.
   */
  find(eventKey: number, text: string, limit: number): number[] {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return [];
    const { keys, names } = this.#of(eventKey);
    const ranked: number[][] = [[], [], [], [], []];
    for (let i = 0; i < names.length; i++) {
      const rank = rankOf(names[i]!, wanted);
      if (rank !== null && ranked[rank]!.length < limit) ranked[rank]!.push(keys[i]!);
    }
    return ranked.flat().slice(0, limit);
  }

  #of(eventKey: number): Names {
    const [row] = this.#store.query<{ state: string }>(
      `select count(*) || ' ' || coalesce(max(key), 0) as state from photo where event_key = ?`,
      eventKey,
    );
    const kept = this.#kept.get(eventKey);
    this.#kept.delete(eventKey);
    const names = kept?.state === row!.state ? kept : this.#read(eventKey, row!.state);
    this.#kept.set(eventKey, names);
    if (this.#kept.size > KEPT_EVENTS) this.#kept.delete(this.#kept.keys().next().value!);
    return names;
  }

  #read(eventKey: number, state: string): Names {
    const rows = this.#store.query<{ key: number; name: string }>(
      'select key, name from photo where event_key = ? order by key',
      eventKey,
    );
    return { state, keys: rows.map(({ key }) => key), names: rows.map(({ name }) => name.toLowerCase()) };
  }
}

/** 0 for the best; null where the text is not in the name. */
function rankOf(name: string, wanted: string): number | null {
  const at = name.indexOf(wanted);
  if (at < 0) return null;
  if (name.length === wanted.length) return 0;
  if (at === 0) return 1;
  if (!isDigit(name.charCodeAt(at - 1)) && isDigit(wanted.charCodeAt(0))) return 2;
  return name.endsWith(wanted) ? 3 : 4;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
