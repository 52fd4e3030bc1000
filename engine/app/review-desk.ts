import type { Catalog } from '../catalog/catalog.ts';
import type { ReviewState } from '../catalog/review-records.ts';
import { iou } from '../contract/geometry.ts';
import type { ReviewCounts, ReviewPlace, ReviewQueue, ReviewRow } from '../contract/review.ts';
import { bodyCrop } from '../people/body-crop.ts';
import { type Doubt, SAME_PLACE_IOU } from '../people/review-doubts.ts';
import { type Question, ReviewQuestions } from '../people/review-questions.ts';
import type { EventPeople } from './event-people.ts';
import { StartListBibs } from './start-list-bibs.ts';
import { UnnamedPersons } from './unnamed-persons.ts';

/**
 * The questions of one event, kept from call to call: whatever is asked, only photos that changed since are read
 * again, so that an answer costs the same in an event of a hundred photos and of a hundred thousand.
 */
export class ReviewDesk {
  readonly bibs = new StartListBibs();
  readonly #unnamed = new UnnamedPersons();
  readonly #people: EventPeople;
  readonly #catalog: Catalog;
  readonly #eventId: string;
  #questions = new ReviewQuestions();
  #state: ReviewState | null = null;
  #totals = { answers: 0, settled: 0, startList: -1 };
  #running: Promise<unknown> = Promise.resolve();

  constructor(catalog: Catalog, eventId: string, people: EventPeople) {
    this.#people = people;
    this.#catalog = catalog;
    this.#eventId = eventId;
  }

  /** The questions as they are now. */
  questions(): Promise<ReviewQuestions> {
    return this.inTurn(async (questions) => questions);
  }

  /** Works on the questions as they are now. Calls come one after the other: of two answers at once, one is first. */
  inTurn<Result>(work: (questions: ReviewQuestions) => Promise<Result>): Promise<Result> {
    const next = this.#running.then(async () => work(await this.#catchUp()));
    // Whoever called hears of a failure; the next call tries anew.
    this.#running = next.catch(() => undefined);
    return next;
  }

  /** The first rows of the queue, and how far the review is. */
  async queue(rows: number): Promise<ReviewQueue> {
    const questions = await this.questions();
    return {
      revision: this.#state?.revision ?? 0,
      counts: this.#countsOf(questions),
      letters: this.bibs.haveLetters,
      grouping: this.#people.version === 0 || this.#people.isGrouping,
      rows: questions.list.slice(0, rows).map((question) => this.row(question)),
    };
  }

  async counts(): Promise<ReviewCounts> {
    return this.#countsOf(await this.questions());
  }

  row(question: Question): ReviewRow {
    const { id, version, guess, reason, certainty, doubts } = question;
    const { photo, doubt } = doubts[0]!;
    return {
      ...{ id, version, guess, reason, certainty },
      shown: guess !== null && reason.kind === 'cut' ? this.bibs.shownCut(guess) : guess,
      sightings: doubts.length,
      photoId: photo.id,
      faceId: doubt.face?.id ?? null,
      crop: cropOf(doubt, photo.aspect),
    };
  }

  async #catchUp(): Promise<ReviewQuestions> {
    const revision = await this.#catalog.revision(this.#eventId);
    const also = this.#unnamed.catchUp(this.#people);
    if (this.#state?.revision === revision && also.length === 0) return this.#questions;
    const { state, whole, photos } = await this.#catalog.reviewPhotos(this.#eventId, this.#state, also);
    const totals = await this.#catalog.reviewTotals(this.#eventId);
    if (totals.startList !== this.#totals.startList)
      await this.bibs.takeOver(this.#catalog.startList(this.#eventId));
    this.#totals = totals;
    if (whole) this.#questions = new ReviewQuestions(this.bibs);
    for (const photo of photos) this.#questions.put(photo, this.#unnamed.in(photo.id));
    this.#state = state;
    return this.#questions;
  }

  #countsOf(questions: ReviewQuestions): ReviewCounts {
    const { answers, settled } = this.#totals;
    return { questions: questions.list.length, sightings: questions.sightings, settled, answers };
  }
}

/** Head to bib of a doubt. */
export function cropOf({ face, read, box }: Doubt, aspect: number): ReviewRow['crop'] {
  return bodyCrop(face?.box ?? null, read !== null || face === null ? box : null, aspect);
}

/** What a place leaves open by now; null where somebody settled it. */
export function doubtAt(questions: ReviewQuestions, { photoId, number, box }: ReviewPlace): Doubt | null {
  let best: Doubt | null = null;
  let overlap = SAME_PLACE_IOU;
  for (const doubt of questions.doubtsOf(photoId)) {
    if (doubt.number !== number) continue;
    const shared = iou(doubt.box, box);
    if (shared < overlap) continue;
    [best, overlap] = [doubt, shared];
  }
  return best;
}
