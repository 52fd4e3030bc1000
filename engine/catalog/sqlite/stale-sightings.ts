import type { Derivation } from './derive.ts';
import { type EventRow, nextRevision } from './events.ts';
import type { Store } from './store.ts';

/** Photos derived in one transaction, so that others get their turn: about ten milliseconds. */
const BATCH = 200;

/**
 * Derives the sightings of whole events anew, in batches. How far it has come is kept with the event, in the
 * transaction of each batch: whoever opens the catalog next goes on from there.
 */
export class StaleSightings {
  readonly #store: Store;
  readonly #derivation: Derivation;
  readonly #running = new Map<number, Promise<void>>();
  #closed = false;

  constructor(store: Store, derivation: Derivation) {
    this.#store = store;
    this.#derivation = derivation;
  }

  /** Derives what is stale in an event; calls that overlap share the work. */
  derive(eventKey: number): Promise<void> {
    const running = this.#running.get(eventKey);
    if (running) return running;
    // Later, so that it is known to be running before it can have ended.
    const started = Promise.resolve().then(() => this.#deriveAll(eventKey));
    this.#running.set(eventKey, started);
    return started;
  }

  async deriveEvery(): Promise<void> {
    const stale = this.#store.query<{ key: number }>('select key from event where derived_up_to is not null');
    for (const { key } of stale) await this.derive(key);
  }

  /** Stops after the batch in work. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#running.values());
  }

  async #deriveAll(eventKey: number): Promise<void> {
    try {
      while (!this.#closed && this.#store.write(() => this.#batch(eventKey))) {
        await new Promise(setImmediate);
      }
    } finally {
      this.#running.delete(eventKey);
    }
  }

  /** Whether there is more to do. */
  #batch(eventKey: number): boolean {
    const [event] = this.#store.query<EventRow>('select * from event where key = ?', eventKey);
    if (!event || event.derived_up_to === null) return false;
    const photos = this.#store.query<{ key: number }>(
      `select key from photo where event_key = ? and key > ? order by key limit ${BATCH}`,
      eventKey,
      event.derived_up_to,
    );
    const last = photos.length < BATCH ? null : photos.at(-1)!.key;
    this.#store.query('update event set derived_up_to = ? where key = ?', last, eventKey);
    const keys = photos.map(({ key }) => key);
    this.#derivation.photos(event, nextRevision(this.#store, eventKey), keys);
    return last !== null;
  }
}
