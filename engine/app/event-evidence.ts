import type { Catalog } from '../catalog/catalog.ts';
import { EventPeople } from './event-people.ts';
import { EventSettler } from './event-settler.ts';

/** What was said of a person follows so soon; several answers in a row follow together, milliseconds. */
const SOON_MS = 60;
/** Once nothing changed for so long, persons are looked at thoroughly, milliseconds. */
const QUIET_MS = 15_000;
/** Persons that nobody asked for so long are given up, to be read again: up to 150 MB for 100,000 faces. */
const UNUSED_MS = 600_000;

/**
 * What an event's photos say of each other: readings are settled by the event's statistics, faces are grouped into
 * persons, and what follows is kept with each photo. Whoever changes an event has it brought up to date here.
 */
export class EventEvidence {
  readonly people: EventPeople;
  readonly #readings: EventSettler;
  readonly #log: (line: string) => void;
  #soon: NodeJS.Timeout | null = null;
  #quiet: NodeJS.Timeout | null = null;
  #unused: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(catalog: Catalog, eventId: string, log: (line: string) => void) {
    this.people = new EventPeople(catalog, eventId);
    this.#readings = new EventSettler(catalog, eventId);
    this.#log = log;
  }

  /** @param options.thorough also groups all faces anew where that may give other persons */
  async settle(options: { thorough?: boolean } = {}): Promise<void> {
    await this.#readings.settle();
    await this.people.settle(options);
    this.#lookLater();
  }

  /** The persons as they are by now; what takes longer than so many milliseconds goes on beside. */
  async peopleWithin(milliseconds: number): Promise<EventPeople> {
    const settled = this.people.settle().then(() => this.#lookLater());
    settled.catch(this.#failed);
    await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
    return this.people;
  }

  /** After something was said or taken back: its persons and the sightings of other photos follow shortly. */
  soon(): void {
    if (this.#soon !== null || this.#closed) return;
    this.#soon = setTimeout(() => {
      this.#soon = null;
      this.people.settle().then(() => this.#lookLater(), this.#failed);
    }, SOON_MS);
    this.#soon.unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#soon) clearTimeout(this.#soon);
    if (this.#quiet) clearTimeout(this.#quiet);
    if (this.#unused) clearTimeout(this.#unused);
    await this.people.close();
  }

  #lookLater(): void {
    if (this.#quiet) clearTimeout(this.#quiet);
    this.#quiet = null;
    if (this.#unused) clearTimeout(this.#unused);
    if (this.#closed) return;
    this.#unused = setTimeout(() => this.people.release(), UNUSED_MS);
    this.#unused.unref();
    if (this.people.isThorough || this.people.isVeryLarge) return;
    this.#quiet = setTimeout(() => {
      this.people.settle({ thorough: true }).then(() => this.#lookLater(), this.#failed);
    }, QUIET_MS);
    this.#quiet.unref();
  }

  readonly #failed = (error: unknown): void => {
    this.#log(`Persons are not up to date yet. ${error instanceof Error ? error.message : error}`);
  };
}

/** Decisions of these kinds are what persons are made of. */
const ofPersons: ReadonlySet<string> = new Set(['bib', 'person', 'name', 'undo']);

/** A catalog that has evidence follow whatever is said in it, whoever says it. */
export function followedCatalog(catalog: Catalog, changed: (eventId: string) => void): Catalog {
  return {
    ...catalog,
    async act(eventId, maker, what, verdicts) {
      const action = await catalog.act(eventId, maker, what, verdicts);
      if (verdicts.some(({ kind }) => ofPersons.has(kind))) changed(eventId);
      return action;
    },
    async undo(eventId, maker, actionId) {
      const action = await catalog.undo(eventId, maker, actionId);
      if (action) changed(eventId);
      return action;
    },
    async redo(eventId, maker) {
      const action = await catalog.redo(eventId, maker);
      if (action) changed(eventId);
      return action;
    },
  };
}
