import type { Catalog, SettledReading } from '../catalog/catalog.ts';
import type { IndexedReading } from '../contract/photo.ts';
import { EventBibs, type SettledBib } from '../people/event-bibs.ts';

/**
 * Settles the confidence of an event's readings by the event's own statistics, and keeps those
 * statistics: called again, it reads only photos that changed since, and writes only what came out
 * different.
 */
export class EventSettler {
  readonly #catalog: Catalog;
  readonly #eventId: string;
  readonly #bibs = new EventBibs();
  readonly #readings = new Map<string, readonly IndexedReading[]>();
  /** What the catalog has, by reading. */
  readonly #stored = new Map<string, SettledBib>();
  #revision = -1;
  #running: Promise<void> = Promise.resolve();

  constructor(catalog: Catalog, eventId: string) {
    this.#catalog = catalog;
    this.#eventId = eventId;
  }

  /** Calls that overlap come one after the other. */
  settle(): Promise<void> {
    const next = this.#running.then(() => this.#settleNow());
    // Whoever called hears of a failure; the next call tries anew.
    this.#running = next.catch(() => undefined);
    return next;
  }

  async #settleNow(): Promise<void> {
    for await (const { id, findings, revision } of this.#catalog.photos(this.#eventId, {
      since: this.#revision,
    })) {
      this.#revision = Math.max(this.#revision, revision);
      // A photo changes by its marks and sightings as well, those that settling made among them. Readings have
      // ids of their own, and counting the same ones anew would only shift the sums by rounding.
      if (sameReadings(this.#readings.get(id), findings?.bibs ?? [])) continue;
      for (const reading of this.#readings.get(id) ?? []) this.#stored.delete(reading.id);
      const readings = findings?.bibs ?? [];
      this.#bibs.add(id, readings);
      this.#readings.set(id, readings);
      for (const { id: readingId, settled } of readings) if (settled) this.#stored.set(readingId, settled);
    }
    await this.#catalog.settleReadings(this.#eventId, this.#changes());
  }

  *#changes(): Generator<SettledReading> {
    for (const [photo, readings] of this.#readings) {
      const settled = this.#bibs.settle(photo);
      for (const [place, { id }] of readings.entries()) {
        const now = rounded(settled[place]);
        const before = this.#stored.get(id);
        if (!now || (before?.number === now.number && before.confidence === now.confidence)) continue;
        this.#stored.set(id, now);
        yield { readingId: id, ...now };
      }
    }
  }
}

function sameReadings(
  before: readonly IndexedReading[] | undefined,
  now: readonly IndexedReading[],
): boolean {
  return before?.length === now.length && now.every(({ id }, i) => id === before[i]!.id);
}

/**
 * To a thousandth, which is finer than any confidence is true: with every photo that arrives the event's
 * statistics move a little, and that must not write every reading of the event anew.
 */
function rounded(bib: SettledBib | undefined): SettledBib | undefined {
  return bib && { number: bib.number, confidence: Math.round(bib.confidence * 1000) / 1000 };
}
