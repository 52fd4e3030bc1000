import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../engine/contract/contract.ts';
import type { PeopleFilter, PeopleOrder, PeoplePage, Person } from '../../../engine/contract/people.ts';

/** What of the engine the screen's sessions use. */
export type PeopleClient = Pick<Client, 'people'>;

export interface PeopleQuery {
  readonly filter: PeopleFilter;
  readonly text: string;
  readonly order: PeopleOrder;
}

/** Everything that a page says but its persons. */
export type PeopleHead = Omit<PeoplePage, 'persons'>;

export interface Focus {
  readonly index: number;
  /** Null until the person at the index was fetched. */
  readonly id: string | null;
}

export interface PeopleState {
  readonly query: PeopleQuery;
  /** Null before the first answer. */
  readonly head: PeopleHead | null;
  /** Those that were fetched, by their index in the list. */
  readonly persons: ReadonlyMap<number, Person>;
  /** One row of those without a number, so that the named ones are seen at once. */
  readonly folded: boolean;
  readonly focus: Focus | null;
  /** Ids of persons that were chosen, in the order in which they were. */
  readonly selected: readonly string[];
  /** Whose number is being typed. The list stands still meanwhile. */
  readonly naming: { readonly id: string; readonly text: string } | null;
  /** Another list was asked for, and what is shown is the one before. */
  readonly busy: boolean;
  /** Why the latest call failed, until one succeeds. */
  readonly error: unknown;
}

/** Persons that are fetched at once. */
const PAGE = 60;
/** Faces are grouped while photos are read; the list follows once a second, its counts with it. */
const REFRESH_EVERY_MS = 1_000;

/**
 * The list of persons of one event: what of it is fetched, who has the focus and who is being named. It
 * outlives the screen, so that who comes back finds everything where it was.
 */
export class PeopleSession {
  readonly event: string;
  readonly store: StoreApi<PeopleState>;
  readonly #client: PeopleClient;
  /** Pages that are shown, and so are fetched again with every change. */
  #wanted: ReadonlySet<number> = new Set([0]);
  readonly #coming = new Set<number>();
  #asking = new AbortController();
  #refreshing: Promise<void> | null = null;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #refreshedAt = 0;
  #watched = false;
  #stale = false;

  constructor(client: PeopleClient, event: string) {
    this.event = event;
    this.#client = client;
    this.store = createStore<PeopleState>(() => ({
      query: { filter: 'all', text: '', order: 'photos' },
      head: null,
      persons: new Map(),
      folded: true,
      focus: null,
      selected: [],
      naming: null,
      busy: false,
      error: null,
    }));
  }

  get state(): PeopleState {
    return this.store.getState();
  }

  /** Somebody looks, until what comes back is called: only then the list follows the event. */
  watch(): () => void {
    this.#watched = true;
    if (this.state.head === null || this.#stale) void this.refresh();
    return () => {
      this.#watched = false;
      this.store.setState({ naming: null });
    };
  }

  /** Asks for another list; its first person gets the focus. */
  async change(change: Partial<PeopleQuery>): Promise<void> {
    this.store.setState({ query: { ...this.state.query, ...change }, busy: true, naming: null });
    this.#wanted = new Set([0]);
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#coming.clear();
    await this.#read(this.#asking.signal, true);
  }

  unfold(folded: boolean): void {
    this.store.setState({ folded });
  }

  personAt(index: number | undefined): Person | undefined {
    return index === undefined ? undefined : this.state.persons.get(index);
  }

  /** A person that was fetched, by its id. */
  person(id: string | null): Person | undefined {
    if (id === null) return undefined;
    for (const person of this.state.persons.values()) if (person.id === id) return person;
    return undefined;
  }

  get focused(): Person | undefined {
    return this.personAt(this.state.focus?.index);
  }

  /** Indexes that are shown: what of them is not here yet is fetched. */
  want(indexes: Iterable<number>): void {
    const wanted = new Set([...indexes].map((index) => Math.floor(index / PAGE)));
    this.#wanted = wanted;
    for (const page of wanted) void this.#fetch(page);
  }

  focus(index: number): void {
    this.store.setState({ focus: { index, id: this.personAt(index)?.id ?? null } });
  }

  /** Chooses a person, or does not any more. */
  toggle(id: string): void {
    const { selected } = this.state;
    const without = selected.filter((other) => other !== id);
    this.store.setState({ selected: without.length < selected.length ? without : [...selected, id] });
  }

  selectNone(): void {
    this.store.setState({ selected: [] });
  }

  /** Somebody types a number for a person: nothing moves until `endNaming`. */
  beginNaming(id: string, text: string): void {
    this.store.setState({ naming: { id, text } });
  }

  endNaming(): void {
    if (this.state.naming === null) return;
    this.store.setState({ naming: null });
    if (this.#stale) this.eventChanged();
  }

  /** Shows at once what was said of a person; the engine's word follows. */
  showChange(id: string, change: (person: Person) => Person): void {
    const persons = new Map(this.state.persons);
    for (const [index, person] of persons) if (person.id === id) persons.set(index, change(person));
    this.store.setState({ persons });
  }

  /** The event changed: follows soon, and not more often than somebody can look. */
  eventChanged(): void {
    this.#stale = true;
    if (this.#timer !== null || !this.#watched) return;
    const wait = Math.max(0, this.#refreshedAt + REFRESH_EVERY_MS - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, wait);
  }

  /** Reads what is shown as it is now. The focus stays with its person. */
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

  close(): void {
    this.#watched = false;
    this.#asking.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    if (this.state.naming !== null) {
      // Whoever is being named stays under the hand that types; only the counts go on.
      await this.#count();
      this.#stale = true;
      return;
    }
    this.#stale = false;
    await this.#read(this.#asking.signal, false);
  }

  async #count(): Promise<void> {
    try {
      const page = await this.#list(0, 1, this.#asking.signal);
      const { head } = this.state;
      if (head === null) return;
      const { counts, athletes, grouping } = page;
      this.store.setState({ head: { ...head, counts, athletes, grouping } });
    } catch {
      // They come with the next change.
    }
  }

  /** Reads the pages that are shown, and forgets the others. */
  async #read(signal: AbortSignal, anew: boolean): Promise<void> {
    const { focus } = this.state;
    const pages = new Set(anew ? [0] : this.#wanted);
    if (!anew && focus !== null) pages.add(Math.floor(focus.index / PAGE));
    if (pages.size === 0) pages.add(0);
    try {
      const read = await Promise.all(
        [...pages].map(async (page) => ({ page, list: await this.#list(page * PAGE, PAGE, signal) })),
      );
      // Somebody began to type while this was asked.
      if (signal.aborted || this.state.naming !== null) {
        this.#stale = true;
        return;
      }
      const persons = new Map<number, Person>();
      for (const { page, list } of read)
        for (const [at, person] of list.persons.entries()) persons.set(page * PAGE + at, person);
      const { persons: _persons, ...head } = read[0]!.list;
      const kept = anew ? null : this.state.focus;
      this.store.setState({
        head,
        persons,
        focus: refocus(kept, persons, head.total),
        busy: false,
        error: null,
      });
      for (const page of this.#wanted) void this.#fetch(page);
    } catch (error) {
      if (!signal.aborted) this.store.setState({ error, busy: false });
    }
  }

  async #fetch(page: number): Promise<void> {
    const { head, persons } = this.state;
    const first = page * PAGE;
    if (head === null || first >= head.total || this.#coming.has(page)) return;
    const end = Math.min(head.total, first + PAGE);
    let whole = true;
    for (let index = first; index < end && whole; index++) whole = persons.has(index);
    if (whole) return;
    this.#coming.add(page);
    const { signal } = this.#asking;
    try {
      const list = await this.#list(first, PAGE, signal);
      if (signal.aborted) return;
      const now = new Map(this.state.persons);
      for (const [at, person] of list.persons.entries()) now.set(first + at, person);
      const { focus } = this.state;
      const focused = focus && focus.id === null ? { ...focus, id: now.get(focus.index)?.id ?? null } : focus;
      this.store.setState({ persons: now, focus: focused });
    } catch (error) {
      if (!signal.aborted) this.store.setState({ error });
    } finally {
      if (!signal.aborted) this.#coming.delete(page);
    }
  }

  #list(first: number, count: number, signal: AbortSignal): Promise<PeoplePage> {
    return this.#client.people.list({ event: this.event, ...this.state.query, first, count }, { signal });
  }
}

/** Where the focus is in a new list: at its person, else at the same place. */
function refocus(focus: Focus | null, persons: ReadonlyMap<number, Person>, total: number): Focus | null {
  if (total === 0) return null;
  if (focus?.id != null)
    for (const [index, person] of persons) if (person.id === focus.id) return { index, id: person.id };
  const index = Math.min(focus?.index ?? 0, total - 1);
  return { index, id: persons.get(index)?.id ?? null };
}
