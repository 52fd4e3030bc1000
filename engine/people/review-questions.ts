import type { ReviewReason } from '../contract/review.ts';
import type { ReviewFace, ReviewPhoto } from '../contract/review-photo.ts';
import { type Beside, type Doubt, doubtsOf, guessOf, isFragment } from './review-doubts.ts';

/** A doubt with the photo that it is in. */
export interface PlacedDoubt {
  readonly doubt: Doubt;
  readonly photo: ReviewPhoto;
}

/** What one answer settles. */
export interface Question {
  /** `349` for doubts about a number, `person …` for a face without one. */
  readonly id: string;
  /** Grows whenever its doubts change. */
  readonly version: number;
  readonly guess: string | null;
  /** The best frame first, then in order of time. */
  readonly doubts: readonly PlacedDoubt[];
  /** 0…1. */
  readonly certainty: number;
  readonly reason: ReviewReason;
}

/** What a start list says of a reading that is part of longer numbers. */
export interface Completions {
  /** Whether a longer number begins or ends so. */
  isCut(reading: string): boolean;
  /** The one longer number that does; null for none or several. */
  complete(reading: string): string | null;
}

const noStartList: Completions = { isCut: () => false, complete: () => null };

/**
 * The questions of an event: doubts that one answer settles, together. Photos are put in and replaced one by one,
 * and only questions that they touch are made anew, so that an answer costs as much as it has photos whatever the
 * size of the event.
 *
 * Doubts come together by the number that they are thought to be: the same face, the frames of a burst and the
 * same number read in several bursts meet there. Faces without any number come together by their person.
 */
export class ReviewQuestions {
  readonly #photos = new Map<string, { readonly photo: ReviewPhoto; readonly doubts: readonly Doubt[] }>();
  readonly #bursts = new Map<string, Set<string>>();
  readonly #groups = new Map<string, Group>();
  /** Groups that the doubts of a photo are in. */
  readonly #groupsOf = new Map<string, Set<Group>>();
  readonly #dirty = new Set<string>();
  readonly #completions: Completions;
  #order: Question[] | null = null;
  /** From the clock on: what somebody kept of a version before a restart is out of date. */
  #version = Date.now();
  #sightings = 0;

  constructor(completions: Completions = noStartList) {
    this.#completions = completions;
  }

  /** Takes a photo over, in place of what was known of it, with its faces of persons without a number. */
  put(photo: ReviewPhoto, unnamed: readonly ReviewFace[] = []): void {
    this.remove(photo.id);
    const doubts = doubtsOf(photo, unnamed);
    // Most photos of an event are neither in question nor beside one that is.
    if (photo.burst === null && doubts.length === 0) return;
    this.#photos.set(photo.id, { photo, doubts });
    if (photo.burst === null) this.#dirty.add(photo.id);
    else {
      const frames = this.#bursts.get(photo.burst);
      if (frames) frames.add(photo.id);
      else this.#bursts.set(photo.burst, new Set([photo.id]));
      this.#touch(photo.burst);
    }
  }

  remove(photoId: string): void {
    const photo = this.#photos.get(photoId)?.photo;
    if (!photo) return;
    this.#leave(photoId);
    this.#photos.delete(photoId);
    this.#dirty.delete(photoId);
    if (photo.burst === null) return;
    const frames = this.#bursts.get(photo.burst);
    frames?.delete(photoId);
    if (frames?.size === 0) this.#bursts.delete(photo.burst);
    else this.#touch(photo.burst);
  }

  /** Those that settle most first, then the surest. */
  get list(): readonly Question[] {
    this.#settle();
    this.#order ??= [...this.#groups.values()].map((group) => this.#questionOf(group)).sort(mostFirst);
    return this.#order;
  }

  /** Doubts in all questions. */
  get sightings(): number {
    this.#settle();
    return this.#sightings;
  }

  get(id: string): Question | null {
    this.#settle();
    const group = this.#groups.get(id);
    return group ? this.#questionOf(group) : null;
  }

  /** Questions that a photo is in. */
  ofPhoto(photoId: string): Question[] {
    this.#settle();
    return [...(this.#groupsOf.get(photoId) ?? [])].map((group) => this.#questionOf(group));
  }

  /** What a photo leaves open now. */
  doubtsOf(photoId: string): readonly Doubt[] {
    return this.#photos.get(photoId)?.doubts ?? [];
  }

  #touch(burst: string): void {
    for (const id of this.#bursts.get(burst) ?? []) this.#dirty.add(id);
  }

  #leave(photoId: string): void {
    for (const group of this.#groupsOf.get(photoId) ?? []) {
      const kept = group.doubts.filter(({ photo }) => photo.id !== photoId);
      this.#sightings -= group.doubts.length - kept.length;
      group.doubts = kept;
      this.#changed(group);
      if (kept.length === 0) this.#groups.delete(group.id);
    }
    this.#groupsOf.delete(photoId);
  }

  #settle(): void {
    if (this.#dirty.size === 0) return;
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const id of dirty) {
      const { photo, doubts } = this.#photos.get(id) ?? {};
      if (!photo || !doubts || (doubts.length === 0 && !this.#groupsOf.has(id))) continue;
      const beside = doubts.length > 0 ? this.#beside(photo) : null;
      const placed = doubts.map((doubt) => ({ doubt, guess: guessOf(doubt, beside!) }));
      if (this.#stands(photo, placed)) continue;
      this.#leave(id);
      for (const { doubt, guess } of placed) this.#join({ doubt, photo }, guess);
    }
  }

  /** Whether a photo's doubts are in the groups that they belong to: a frame beside it changed, and that was all. */
  #stands(photo: ReviewPhoto, placed: readonly { doubt: Doubt; guess: string | null }[]): boolean {
    const groups = this.#groupsOf.get(photo.id);
    if (!groups) return placed.length === 0;
    return placed.every(({ doubt, guess }) =>
      [...groups].some(
        (group) => group.id === idOf(doubt, guess) && group.doubts.some((one) => one.doubt === doubt),
      ),
    );
  }

  #join(placed: PlacedDoubt, guess: string | null): void {
    const id = idOf(placed.doubt, guess);
    let group = this.#groups.get(id);
    if (!group) {
      group = { id, guess, doubts: [], version: 0, question: null };
      this.#groups.set(id, group);
    }
    group.doubts = [...group.doubts, placed];
    this.#sightings++;
    this.#changed(group);
    const groups = this.#groupsOf.get(placed.photo.id);
    if (groups) groups.add(group);
    else this.#groupsOf.set(placed.photo.id, new Set([group]));
  }

  #changed(group: Group): void {
    group.question = null;
    group.version = ++this.#version;
    this.#order = null;
  }

  #beside(photo: ReviewPhoto): Beside {
    const around = new Map<string, number>();
    const longer = new Set<string>();
    for (const id of (photo.burst !== null && this.#bursts.get(photo.burst)) || []) {
      const frame = id === photo.id ? undefined : this.#photos.get(id);
      for (const number of frame?.photo.known ?? []) around.set(number, (around.get(number) ?? 0) + 1);
      for (const { number } of frame?.doubts ?? []) if (number !== null) longer.add(number);
    }
    const { complete } = this.#completions;
    return { here: new Set(photo.known), around, longer, complete };
  }

  #questionOf(group: Group): Question {
    if (group.question) return group.question;
    const { id, version, guess } = group;
    const doubts = bestFirst(group.doubts);
    const reason = reasonOf(doubts, guess, this.#completions);
    group.question = { id, version, guess, doubts, certainty: certaintyOf(group), reason };
    return group.question;
  }
}

interface Group {
  readonly id: string;
  readonly guess: string | null;
  doubts: readonly PlacedDoubt[];
  version: number;
  /** Made when it is asked for. */
  question: Question | null;
}

/** A face without a number that is seen once is a question of its own. */
const idOf = ({ person, face }: Doubt, guess: string | null): string =>
  guess ?? (person ? `person ${person.id}` : `face ${face?.id ?? ''}`);

function mostFirst(a: Question, b: Question): number {
  return (
    b.doubts.length - a.doubts.length ||
    b.certainty - a.certainty ||
    (a.doubts[0]!.photo.takenAt ?? Infinity) - (b.doubts[0]!.photo.takenAt ?? Infinity) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The frame that shows best who it is, then the others in order of time. */
function bestFirst(doubts: readonly PlacedDoubt[]): PlacedDoubt[] {
  const inOrder = doubts.toSorted(
    (a, b) =>
      (a.photo.takenAt ?? Infinity) - (b.photo.takenAt ?? Infinity) || (a.photo.id < b.photo.id ? -1 : 1),
  );
  const best = inOrder.reduce((best, one) => (legibility(one) > legibility(best) ? one : best));
  return [best, ...inOrder.filter((one) => one !== best)];
}

/** A bib that was read tells more than a face, and what is sharp more than what is not. */
function legibility({ doubt, photo }: PlacedDoubt): number {
  return (doubt.read ? 1 + doubt.read.confidence : 0) + (doubt.face ? 0.3 : 0) + photo.sharpness / 2000;
}

/** A number that was completed from a part of it is less sure than the part. */
const COMPLETED = 0.8;

function certaintyOf({ guess, doubts }: Group): number {
  let certainty = 0;
  for (const { doubt } of doubts) {
    if (doubt.number === guess) certainty = Math.max(certainty, doubt.confidence);
    else if (doubt.faceSays?.number === guess) certainty = Math.max(certainty, doubt.faceSays.confidence);
    else certainty = Math.max(certainty, doubt.confidence * COMPLETED);
  }
  return certainty;
}

/** The most frequent reason; of several such the one of the frame that is shown first. */
function reasonOf(
  doubts: readonly PlacedDoubt[],
  guess: string | null,
  completions: Completions,
): ReviewReason {
  const reasons = doubts.map(({ doubt }) => reasonOfOne(doubt, guess, completions));
  const counts = new Map<string, { reason: ReviewReason; count: number }>();
  for (const reason of reasons) {
    const counted = counts.get(reason.kind);
    if (counted) counted.count++;
    else counts.set(reason.kind, { reason, count: 1 });
  }
  return [...counts.values()].reduce((most, one) => (one.count > most.count ? one : most)).reason;
}

/** An alternative that is at least so likely makes two candidates of a reading. */
const SECOND_FROM = 0.2;

function reasonOfOne(doubt: Doubt, guess: string | null, completions: Completions): ReviewReason {
  const { number, person, read, faceSays } = doubt;
  const [alternative] = doubt.alternatives;
  if (guess === null || number === null) return { kind: 'unnamed', photos: person?.photos ?? 1 };
  if (read && read.number !== guess && !isFragment(read.number, guess))
    return { kind: 'disagrees', reading: read.number };
  if (doubt.outsideRules) return { kind: 'outsideRules' };
  if (read && read.number !== guess) return { kind: 'cut' };
  if (doubt.listed === false) return { kind: completions.isCut(number) ? 'cut' : 'unlisted' };
  if (alternative && alternative.number !== guess && alternative.probability >= SECOND_FROM)
    return { kind: 'two', other: alternative.number };
  if (faceSays?.number === guess) return { kind: 'sameFace', photos: faceSays.photos };
  if (person?.number === guess) return { kind: 'sameFace', photos: person.photos };
  return { kind: 'unsure', confidence: doubt.confidence };
}

/** All questions of some photos at once. */
export function questionsOf(photos: Iterable<ReviewPhoto>, completions?: Completions): readonly Question[] {
  const questions = new ReviewQuestions(completions);
  for (const photo of photos) questions.put(photo);
  return questions.list;
}
