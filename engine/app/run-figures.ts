import type { IngestRun } from '../contract/ingest.ts';
import { Rate } from './rate.ts';

/** The part of a run that is numbers. */
export type Figures = Pick<
  IngestRun,
  | 'total'
  | 'files'
  | 'bytes'
  | 'bytesCopied'
  | 'steps'
  | 'facesFound'
  | 'bibsRead'
  | 'toReview'
  | 'searchable'
  | 'known'
  | 'photosPerSecond'
  | 'secondsLeft'
  | 'speed'
>;

const SPEED_SECONDS = 45;

/** Counts an import. Rates come from what was done now; what was there before takes no time. */
export class RunFigures {
  /** Photos to be read, files and bytes to be copied, as far as they are listed. */
  readonly listed = { photos: 0, files: 0, bytes: 0, complete: false };
  readonly copied = { files: 0, bytes: 0 };
  readonly verified = { files: 0, bytes: 0 };
  previews = 0;
  /** Photos whose analysis ended, one way or another. */
  read = 0;
  matched = 0;
  searchable = 0;
  known = 0;
  faces = 0;
  bibs = 0;
  toReview = 0;

  readonly #copies: boolean;
  /** What an earlier process of the same run had reached: shown until listing has caught up. */
  readonly #before: Figures | null;
  readonly #rates = {
    copy: new Rate(),
    copyBytes: new Rate(),
    verify: new Rate(),
    verifyBytes: new Rate(),
    previews: new Rate(),
    read: new Rate(),
    matched: new Rate(),
  };
  /** Photos read in each second since 1970, no older than is shown. */
  readonly #speed = new Map<number, number>();

  constructor(copies: boolean, before: Figures | null) {
    this.#copies = copies;
    this.#before = before;
  }

  bytesRead(count: number): void {
    this.copied.bytes += count;
    this.#rates.copyBytes.add(count);
  }

  /** What was read of a file that is not copied after all. */
  takeBack(bytes: number): void {
    this.copied.bytes -= bytes;
  }

  /** A copy that is thrown away. */
  takeBackCopy(bytes: number): void {
    this.copied.files--;
    this.copied.bytes -= bytes;
  }

  fileCopied(): void {
    this.copied.files++;
    this.#rates.copy.add();
  }

  bytesVerified(count: number): void {
    this.#rates.verifyBytes.add(count);
  }

  fileVerified(bytes: number): void {
    this.verified.files++;
    this.verified.bytes += bytes;
    this.#rates.verify.add();
  }

  /** A file that was copied and verified before, and is still there. */
  copyKnown(bytes: number): void {
    this.copied.files++;
    this.copied.bytes += bytes;
    this.verified.files++;
    this.verified.bytes += bytes;
  }

  /** A photo whose outcome was there already. `before` is whether it was there before this run. */
  photoKnown(outcome: 'done' | 'failed', before: boolean): void {
    this.read++;
    this.previews++;
    this.matched++;
    if (before) this.known++;
    if (outcome === 'done') this.searchable++;
  }

  photoRead(outcome: 'done' | 'failed', { previewed }: { previewed: boolean }): void {
    this.read++;
    this.#rates.read.add();
    this.previews++;
    if (previewed) this.#rates.previews.add();
    if (outcome === 'done') this.searchable++;
    const second = Math.floor(Date.now() / 1000);
    this.#speed.set(second, (this.#speed.get(second) ?? 0) + 1);
    for (const [other] of this.#speed) if (other < second - SPEED_SECONDS) this.#speed.delete(other);
  }

  /** Takes the counts of before, `again` photos of which are to be read again. */
  goOn(again: number): void {
    const before = this.#before;
    if (before === null) return;
    const { copy, verify, faces } = before.steps;
    Object.assign(this.listed, {
      photos: before.total ?? again,
      files: before.files ?? 0,
      bytes: before.bytes ?? 0,
    });
    Object.assign(this.copied, { files: copy.done, bytes: before.bytesCopied });
    Object.assign(this.verified, { files: verify.done, bytes: before.bytesCopied });
    // Some may have been read by now: they count once.
    const read = Math.max(0, faces.done - again);
    this.read += read;
    this.previews += read;
    this.matched += read;
    this.searchable += before.searchable;
    this.known += before.known;
  }

  /** The event's statistics have seen the first `count` photos that were read. */
  settled(count: number): void {
    const more = count - this.matched;
    if (more <= 0) return;
    this.matched = count;
    this.#rates.matched.add(more);
  }

  /** After a pause the time without work says nothing of the speed. */
  resumed(): void {
    for (const rate of Object.values(this.#rates)) rate.reset();
  }

  get figures(): Figures {
    const { listed, copied, verified } = this;
    const rates = this.#rates;
    const step = (done: number, rate: Rate, bytes: Rate | null = null) => ({
      done,
      rate: rate.perSecond,
      bytesRate: bytes?.perSecond ?? null,
    });
    const now: Figures = {
      total: listed.complete ? listed.photos : null,
      files: listed.complete && this.#copies ? listed.files : null,
      bytes: listed.complete && this.#copies ? listed.bytes : null,
      bytesCopied: copied.bytes,
      steps: {
        copy: step(copied.files, rates.copy, rates.copyBytes),
        verify: step(verified.files, rates.verify, rates.verifyBytes),
        previews: step(this.previews, rates.previews),
        faces: step(this.read, rates.read),
        bibs: step(this.read, rates.read),
        match: step(this.matched, rates.matched),
      },
      facesFound: this.faces,
      bibsRead: this.bibs,
      toReview: this.toReview,
      searchable: this.searchable,
      known: this.known,
      photosPerSecond: rates.read.perSecond,
      secondsLeft: this.#secondsLeft(),
      speed: this.#lastSeconds(),
    };
    return listed.complete || this.#before === null ? now : atLeast(now, this.#before);
  }

  /** By the slowest of what is still to do. Null while any of it has no speed yet. */
  #secondsLeft(): number | null {
    const { listed, copied, verified } = this;
    if (!listed.complete) return null;
    const rates = this.#rates;
    const left: [number, Rate][] = [[listed.photos - this.read, rates.read]];
    if (this.#copies) {
      left.push(
        [listed.bytes - copied.bytes, rates.copyBytes],
        [listed.bytes - verified.bytes, rates.verifyBytes],
      );
    }
    let slowest = 0;
    for (const [amount, rate] of left) {
      if (amount <= 0) continue;
      const speed = rate.perSecond;
      if (speed === null) return null;
      slowest = Math.max(slowest, amount / speed);
    }
    return slowest;
  }

  #lastSeconds(): number[] {
    // The present second is not over, so it says nothing yet.
    const last = Math.floor(Date.now() / 1000) - 1;
    return Array.from(
      { length: SPEED_SECONDS },
      (_, n) => this.#speed.get(last - SPEED_SECONDS + 1 + n) ?? 0,
    );
  }
}

/** What was reached is not taken back while a run that goes on looks at its files again. */
function atLeast(now: Figures, before: Figures): Figures {
  const more = (a: number, b: number) => Math.max(a, b);
  const steps = Object.fromEntries(
    Object.entries(now.steps).map(([name, step]) => [
      name,
      { ...step, done: more(step.done, before.steps[name as keyof Figures['steps']].done) },
    ]),
  ) as Figures['steps'];
  return {
    ...now,
    total: before.total,
    files: before.files,
    bytes: before.bytes,
    bytesCopied: more(now.bytesCopied, before.bytesCopied),
    steps,
    facesFound: more(now.facesFound, before.facesFound),
    bibsRead: more(now.bibsRead, before.bibsRead),
    toReview: more(now.toReview, before.toReview),
    searchable: more(now.searchable, before.searchable),
    known: more(now.known, before.known),
  };
}
