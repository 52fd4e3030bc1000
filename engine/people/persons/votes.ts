import { isPartOf } from './join-rules.ts';

/** A number that was read with a face, or said of it. */
export interface Vote {
  readonly photo: string;
  /** What tells moments apart: looks of one moment share their mistakes. */
  readonly moment: string;
  readonly number: string;
  /** Probability that the one with the face wears it. */
  readonly confidence: number;
}

/** What a person may wear, by the votes of other photos than one. */
export interface VotedNumber {
  readonly number: string;
  readonly confidence: number;
  /** Photos whose votes speak for it. */
  readonly photos: number;
}

/** So much each further look of one moment counts of the one before it. */
const FURTHER_LOOK = 0.5;
/** Nothing is surer: a bib is sometimes taken for a neighbour's. */
const SUREST = 0.995;
/** Bibs are legible in about two thirds of an athlete's photos; a third of that is no surprise. */
const EXPECTED = 0.2;
/** Less likely numbers are not named. */
const LEAST = 0.1;

/**
 * Votes on the number of one person. Looks of different moments are independent: the doubt that all of them were
 * wrong is the product of theirs. Numbers then compete: the odds of each are weighed against those of the others
 * and of none of them. A reading that is a part of a likelier number (a digit was hidden) does not compete. A bib that
 * is read in few of a person's many photos is doubted: it is likelier that the person is a mixture of several.
 */
export class NumberVotes {
  /** For each number and moment, the surest first. */
  readonly #byNumber = new Map<string, Map<string, Vote[]>>();
  readonly #voters = new Set<string>();
  readonly #photos: number;
  #ofAll: VotedNumber[] | null = null;

  /** @param photos of the person, those without a vote among them */
  constructor(votes: Iterable<Vote>, photos: number) {
    this.#photos = photos;
    for (const vote of votes) {
      this.#voters.add(vote.photo);
      let moments = this.#byNumber.get(vote.number);
      if (!moments) {
        moments = new Map();
        this.#byNumber.set(vote.number, moments);
      }
      const moment = moments.get(vote.moment);
      if (moment) moment.push(vote);
      else moments.set(vote.moment, [vote]);
    }
    for (const moments of this.#byNumber.values()) {
      for (const votes of moments.values()) {
        votes.sort((a, b) => b.confidence - a.confidence || (a.photo < b.photo ? -1 : 1));
      }
    }
  }

  /** The likeliest first; nothing is its own witness, so the votes of one photo are left out. */
  without(photo: string | null): VotedNumber[] {
    if (photo !== null && this.#voters.has(photo)) return this.#count(photo);
    this.#ofAll ??= this.#count(null);
    return this.#ofAll;
  }

  /** 1 where the number is read in as many of the other photos as one may expect. */
  #trust(photos: number, except: string | null): number {
    const others = this.#photos - (except === null ? 0 : 1);
    return Math.min(1, photos / Math.max(1, others * EXPECTED));
  }

  #count(except: string | null): VotedNumber[] {
    const counted = [...this.#byNumber].flatMap(([number, moments]) => {
      let doubt = 0;
      const photos = new Set<string>();
      for (const votes of moments.values()) {
        let weight = 1;
        for (const vote of votes) {
          if (vote.photo === except) continue;
          doubt += weight * Math.log(1 - Math.min(SUREST, vote.confidence));
          weight *= FURTHER_LOOK;
          photos.add(vote.photo);
        }
      }
      if (photos.size === 0) return [];
      return [{ number, probability: Math.min(SUREST, 1 - Math.exp(doubt)), photos: photos.size }];
    });
    const competing = counted.filter(
      (one) =>
        !counted.some(
          (other) =>
            other.number.length > one.number.length &&
            isPartOf(one.number, other.number) &&
            other.probability >= one.probability,
        ),
    );
    const odds = (probability: number) => probability / (1 - probability);
    const all = competing.reduce((sum, { probability }) => sum + odds(probability), 1);
    return competing
      .map(({ number, probability, photos }) => ({
        number,
        photos,
        confidence: (odds(probability) / all) * this.#trust(photos, except),
      }))
      .filter(({ confidence }) => confidence >= LEAST)
      .sort((a, b) => b.confidence - a.confidence || (a.number < b.number ? -1 : 1));
  }
}

/**
 * Probability that a face is of the person that it was grouped with, from its mean cosine to the person's other
 * faces. A logistic curve through what drawn and generated faces show; a calibrated model takes its place.
 */
export function membership(likeness: number, isLate: boolean): number {
  const logit = 38 * (likeness - (isLate ? 0.46 : 0.41));
  return Math.min(0.995, 1 / (1 + Math.exp(-logit)));
}
