import type { BibReading } from '../contract/findings.ts';
import shipped from './event-bib-confidence.json' with { type: 'json' };

/** What settling needs of a reading: see `BibReading`. */
export type PhotoReading = Pick<BibReading, 'number' | 'confidence' | 'alternatives'>;

/** What a reading says once the whole event is known. */
export interface SettledBib {
  readonly number: string;
  /** Probability that exactly this number is worn there. */
  readonly confidence: number;
}

/** A logistic regression: `bias` plus weight times term. */
export interface EventConfidenceModel {
  readonly bias: number;
  readonly weights: Readonly<Record<EventTerm, number>>;
}

/** What an event says of one number at one place, beside what the photo says. */
interface EventTerms {
  /** Logarithm of the odds from the photo alone. */
  readonly photo: number;
  /** Logarithm of the share of this length among the event's confident readings. */
  readonly length: number;
  /** Share of greater lengths there: the more, the likelier that a digit is hidden. */
  readonly longer: number;
  /** 1 where another photo reads the same number. */
  readonly seenElsewhere: number;
  /** 1 where the event knows a longer number that begins or ends with this one, and rarely sees this length. */
  readonly partOfKnown: number;
}

export type EventTerm = keyof EventTerms;

export const eventTerms: readonly EventTerm[] = ['photo', 'length', 'longer', 'seenElsewhere', 'partOfKnown'];

/** Fitted by `npm run fit:bib-confidence`. */
export const shippedEventConfidence: EventConfidenceModel = shipped;

/** Lengths of numbers that are counted; `BibRules` allows no longer ones. */
const longest = 10;

/** From this confidence on, a reading in another photo counts as the number being in the race. */
const knownFrom = 0.6;
const seenFrom = 0.5;

/** How far a reading teaches what the event's bibs are like: only what is more likely right than not. */
function teaches(confidence: number): number {
  return Math.max(0, 2 * confidence - 1);
}

/**
 * The bibs of one race are of a kind. This keeps count of the lengths and numbers that the event's
 * confident readings have, and settles each reading by them, without a start list: in a race of
 * five-digit bibs a clear `1187` is most likely `11187` behind a hand.
 *
 * Adding or removing a photo costs as much as it has readings, and so does settling it, so that an
 * event can be settled again while photos arrive.
 */
export class EventBibs {
  readonly #photos = new Map<string, readonly PhotoReading[]>();
  readonly #lengths = new Float64Array(longest + 1);
  #taught = 0;
  /** For each number: the photos that read it, with their confidence. */
  readonly #seen = new Map<string, Map<string, number>>();
  /** How many known numbers begin or end with this, and are longer. */
  readonly #parts = new Map<string, number>();

  /** Takes over a photo's readings, in place of earlier ones of the same photo. */
  add(photo: string, readings: readonly PhotoReading[]): void {
    this.remove(photo);
    this.#photos.set(photo, readings);
    for (const { number, confidence } of readings) {
      this.#teach(number, teaches(confidence));
      let photos = this.#seen.get(number);
      if (!photos) {
        photos = new Map();
        this.#seen.set(number, photos);
      }
      const wasKnown = isKnown(photos);
      photos.set(photo, Math.max(confidence, photos.get(photo) ?? 0));
      if (!wasKnown && isKnown(photos)) this.#countParts(number, 1);
    }
  }

  remove(photo: string): void {
    for (const { number, confidence } of this.#photos.get(photo) ?? []) {
      this.#teach(number, -teaches(confidence));
      const photos = this.#seen.get(number);
      if (!photos?.has(photo)) continue;
      const wasKnown = isKnown(photos);
      photos.delete(photo);
      if (wasKnown && !isKnown(photos)) this.#countParts(number, -1);
      if (photos.size === 0) this.#seen.delete(number);
    }
    this.#photos.delete(photo);
  }

  get photos(): Iterable<string> {
    return this.#photos.keys();
  }

  /** One answer for each reading of the photo, in their order; none where the photo is not known. */
  settle(photo: string, model: EventConfidenceModel = shippedEventConfidence): SettledBib[] {
    return (this.#photos.get(photo) ?? []).map((reading) => {
      let best: SettledBib | undefined;
      for (const { number, terms } of this.weigh(photo, reading)) {
        const logit = eventTerms.reduce((sum, term) => sum + model.weights[term] * terms[term], model.bias);
        const confidence = 1 / (1 + Math.exp(-logit));
        if (!best || confidence > best.confidence) best = { number, confidence };
      }
      return best!;
    });
  }

  /**
   * What the event says of a reading's number and of each alternative. The reading's own share in
   * the statistics is taken out first: nothing is its own witness.
   */
  weigh(photo: string, reading: PhotoReading): { number: string; terms: EventTerms }[] {
    const own = teaches(reading.confidence);
    const others = this.#taught - own;
    const count = (length: number) => this.#lengths[length]! - (length === reading.number.length ? own : 0);
    const texts = [
      { number: reading.number, probability: reading.confidence },
      ...reading.alternatives.slice(0, 3),
    ];
    return texts.map(({ number, probability }) => {
      const length = Math.min(longest, number.length);
      let greater = 0;
      for (let l = length + 1; l <= longest; l++) greater += count(l);
      const share = (count(length) + 0.5) / (others + 2.5);
      const elsewhere = [...(this.#seen.get(number) ?? [])].some(
        ([where, confidence]) => where !== photo && confidence > seenFrom,
      );
      return {
        number,
        terms: {
          photo: Math.log((probability + 0.005) / (1 - probability + 0.005)),
          length: Math.log(share),
          // A handful of readings proves nothing about what is missing.
          longer: ((greater + 0.2) / (others + 1)) * Math.min(1, others / 10),
          seenElsewhere: elsewhere ? 1 : 0,
          partOfKnown: this.#parts.has(number) ? 1 - Math.min(1, 2 * share) : 0,
        },
      };
    });
  }

  #teach(number: string, weight: number): void {
    this.#lengths[Math.min(longest, number.length)]! += weight;
    this.#taught += weight;
  }

  #countParts(number: string, change: 1 | -1): void {
    for (let length = 1; length < number.length; length++) {
      for (const part of new Set([number.slice(0, length), number.slice(-length)])) {
        const count = (this.#parts.get(part) ?? 0) + change;
        if (count > 0) this.#parts.set(part, count);
        else this.#parts.delete(part);
      }
    }
  }
}

function isKnown(photos: ReadonlyMap<string, number>): boolean {
  for (const confidence of photos.values()) if (confidence > knownFrom) return true;
  return false;
}
