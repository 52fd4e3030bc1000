import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Action } from '../../../engine/contract/action.ts';
import type { Client } from '../../../engine/contract/contract.ts';
import type {
  ReviewAnswer,
  ReviewMember,
  ReviewPlace,
  ReviewQuestion,
  ReviewQueue,
  ReviewRow,
} from '../../../engine/contract/review.ts';
import { Pace } from './pace.ts';

/** Questions after the present one that are fetched with their pictures before anybody asks for them. */
const AHEAD = 3;
/** Questions whose details are kept. */
const KEPT = 16;
/** A number that is at least so likely, in percent, stands in the field from the start. */
const LIKELY = 20;

/** While faces are grouped, questions are read again after so long, milliseconds. */
const LOOK_AGAIN_MS = 2000;

export interface ReviewState {
  /** Null until it was read once. */
  readonly queue: ReviewQueue | null;
  /** Why the queue, or the present question, could not be read. */
  readonly error: unknown;
  /** Id of the present question. */
  readonly current: string | null;
  /** It stays as it is while it is on screen; null while it is fetched. */
  readonly question: ReviewQuestion | null;
  /** What was typed; null where the chosen candidate stands in the field. */
  readonly typed: string | null;
  /** Candidate that is chosen; −1 for none. */
  readonly chosen: number;
  /** Members, by `memberKey`, that the answer to the batch leaves out. */
  readonly leftOut: ReadonlySet<string>;
  /** Member of the batch that Space acts on. */
  readonly cursor: number;
  readonly saving: boolean;
  /** The latest answer of this session. */
  readonly last: { readonly action: Action; readonly left: number } | null;
  readonly skipped: ReadonlySet<string>;
  /** Milliseconds that the questions take at somebody's pace; null where it is not known yet. */
  readonly timeLeft: number | null;
}

const nothing = {
  question: null,
  typed: null,
  chosen: -1,
  leftOut: new Set<string>(),
  cursor: 0,
} satisfies Partial<ReviewState>;

export const memberKey = ({ photoId, box, number }: ReviewPlace): string => `${photoId} ${number} ${box}`;

export interface ReviewParts {
  readonly engine: Pick<Client, 'review'>;
  /** Does an answer as an action of the history; null where it failed, and somebody was told. */
  perform(act: () => Promise<Action>): Promise<Action | null>;
  /** Has the pictures of a question ready. */
  preload(question: ReviewQuestion): void;
  /** So many questions are left. */
  left(questions: number): void;
  /** Milliseconds. */
  now(): number;
}

/**
 * Somebody's way through the questions of one event: which one is on screen, what is typed, who is left out. The
 * questions that come next are fetched ahead. New questions come in without moving the present one.
 */
export class ReviewSession {
  readonly event: string;
  readonly store: StoreApi<ReviewState>;
  readonly #parts: ReviewParts;
  readonly #pace = new Pace();
  readonly #kept = new Map<string, ReviewQuestion>();
  readonly #asked = new Map<string, Promise<ReviewQuestion | null>>();
  /** Questions that were on screen, the latest last. */
  #visited: string[] = [];
  #shownAt = 0;
  #waiting: (() => void)[] = [];
  #refreshing: Promise<void> | null = null;
  #again = false;
  #looking: ReturnType<typeof setTimeout> | null = null;

  constructor(event: string, parts: ReviewParts) {
    this.event = event;
    this.#parts = parts;
    this.store = createStore<ReviewState>(() => ({
      ...{ queue: null, error: null, current: null, ...nothing },
      ...{ saving: false, last: null, skipped: new Set(), timeLeft: null },
    }));
  }

  get #state(): ReviewState {
    return this.store.getState();
  }

  /** Reads the queue, and again whenever the event changes; calls that overlap are one more at the end. */
  refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#read().finally(() => {
      this.#refreshing = null;
      if (!this.#again) return;
      this.#again = false;
      return this.refresh();
    });
    return this.#refreshing;
  }

  /** Types a digit, or a letter. */
  type(character: string): void {
    this.#soon(() =>
      this.store.setState(({ typed }) => ({
        typed: `${typed ?? ''}${character.toUpperCase()}`.slice(0, 20),
      })),
    );
  }

  erase(): void {
    this.#soon(() => this.store.setState((state) => ({ typed: numberIn(state).slice(0, -1) })));
  }

  /** Puts the candidates' own number back; false where nothing was typed. */
  clear(): boolean {
    if (this.#state.typed === null) return false;
    this.store.setState({ typed: null });
    return true;
  }

  choose(step: 1 | -1): void {
    this.#soon(() => {
      const { question, chosen } = this.#state;
      const count = question?.candidates.length ?? 0;
      if (count === 0) return;
      const next = chosen === -1 ? (step === 1 ? 0 : count - 1) : (chosen + step + count) % count;
      this.store.setState({ chosen: next, typed: null });
    });
  }

  chooseAt(index: number): void {
    this.store.setState({ chosen: index, typed: null });
  }

  /** Leaves a member out of the batch, or takes it in again. */
  toggle(index: number): void {
    const member = this.#state.question?.members[index];
    if (!member) return;
    const leftOut = new Set(this.#state.leftOut);
    if (!leftOut.delete(memberKey(member))) leftOut.add(memberKey(member));
    this.store.setState({ leftOut, cursor: index });
  }

  moveCursor(index: number): void {
    const last = (this.#state.question?.members.length ?? 1) - 1;
    this.store.setState({ cursor: Math.min(last, Math.max(0, index)) });
  }

  /** Saves the number of the one sighting on screen. */
  save(): void {
    this.#soon(() => {
      const { question } = this.#state;
      const number = numberIn(this.#state);
      if (question && number !== '')
        void this.#answer({ kind: 'number', number }, [question.members[0]!], []);
    });
  }

  /** Saves the number of the whole batch but those that are left out. */
  saveBatch(): void {
    this.#soon(() => {
      const number = numberIn(this.#state);
      const { taken, out } = batchOf(this.#state);
      if (number !== '' && taken.length > 0) void this.#answer({ kind: 'number', number }, taken, out);
    });
  }

  /** Nobody of the batch has a number; of one sighting where only that is asked about. */
  none(): void {
    this.#soon(() => {
      const { taken, out } = batchOf(this.#state);
      if (taken.length > 0) void this.#answer({ kind: 'none' }, taken, out);
    });
  }

  /** The one on screen is not whom the question is about. */
  otherPerson(): void {
    this.#soon(() => {
      const { question } = this.#state;
      if (!question) return;
      const { guess } = question.row;
      void this.#answer({ kind: 'other', guess }, [question.members[0]!], []);
    });
  }

  skip(): void {
    this.#soon(() => {
      const { current, queue } = this.#state;
      if (current === null || !queue) return;
      const skipped = new Set(this.#state.skipped).add(current);
      // Whoever skipped all of them begins anew.
      const all = queue.rows.every(({ id }) => skipped.has(id));
      this.store.setState({ skipped: all ? new Set([current]) : skipped });
      const next = this.#after(this.#placeOf(current) + 1);
      if (next) this.#show(next.id);
    });
  }

  /** The question that was on screen before, where it is still open; false without one. */
  goBack(): boolean {
    const { queue, current } = this.#state;
    while (this.#visited.length > 0) {
      const id = this.#visited.pop()!;
      if (id === current || !queue?.rows.some((row) => row.id === id)) continue;
      const skipped = new Set(this.#state.skipped);
      skipped.delete(id);
      this.store.setState({ skipped });
      this.#show(id, false);
      return true;
    }
    return false;
  }

  open(id: string): void {
    this.#show(id);
  }

  /** Goes to the question that an action settled, once the action is taken back. */
  async returnTo(action: Action): Promise<void> {
    const number = action.what.kind === 'review' ? action.what.number : null;
    await this.refresh();
    if (action.photoId !== null) await this.openPhoto(action.photoId, number);
  }

  /** Shows the question that a photo is in; of several the one about a number. */
  async openPhoto(photoId: string, number: string | null): Promise<void> {
    const { question } = await this.#parts.engine.review.find({ event: this.event, photoId, number });
    if (question !== null) this.#show(question);
  }

  async #read(): Promise<void> {
    try {
      this.#take(await this.#parts.engine.review.open({ event: this.event }));
    } catch (error) {
      this.store.setState({ error });
    }
  }

  /** Takes a queue over. The present question stays where it is still asked. */
  #take(queue: ReviewQueue): void {
    const before = this.#state;
    if (before.queue && before.queue.revision > queue.revision) return;
    const place = this.#placeOf(before.current);
    this.store.setState({ queue, error: null, timeLeft: this.#pace.left(queue.counts.questions) });
    this.#parts.left(queue.counts.questions);
    const row = queue.rows.find(({ id }) => id === before.current);
    if (!row) {
      const next = this.#after(place);
      if (next) this.#show(next.id, false);
      else {
        this.#waiting = [];
        this.store.setState({ current: null, ...nothing });
      }
    } else if (row.version !== before.question?.row.version) {
      // Its sightings changed: what was typed and who was left out stays.
      void this.#fetch(row.id).then((question) => {
        if (!question || this.#state.current !== row.id) return;
        this.store.setState({ question, ...stillIn(question, this.#state) });
        this.#catchUp();
      });
    }
    this.#fetchAhead();
    if (queue.grouping && !this.#looking) {
      this.#looking = setTimeout(() => {
        this.#looking = null;
        void this.refresh();
      }, LOOK_AGAIN_MS);
    }
  }

  #placeOf(id: string | null): number {
    return Math.max(0, this.#state.queue?.rows.findIndex((row) => row.id === id) ?? 0);
  }

  /** The first question from a place on that was not skipped, else from the beginning, else any. */
  #after(place: number): ReviewRow | undefined {
    const { queue, skipped } = this.#state;
    const rows = queue?.rows ?? [];
    const isNext = ({ id }: ReviewRow) => !skipped.has(id);
    return rows.slice(place).find(isNext) ?? rows.find(isNext) ?? rows[place] ?? rows[0];
  }

  #show(id: string, remember = true): void {
    const { current } = this.#state;
    if (current === id && this.#state.question) return;
    if (remember && current !== null) this.#visited = [...this.#visited, current].slice(-200);
    const known = this.#fresh(id);
    this.store.setState({ current: id, ...nothing, ...(known && begun(known)) });
    this.#shownAt = this.#parts.now();
    this.#fetchAhead();
    if (known) {
      this.#catchUp();
      return;
    }
    this.#fetch(id).then(
      (question) => {
        if (this.#state.current !== id) return;
        if (question) this.store.setState(begun(question));
        // Settled meanwhile: the queue says what is asked instead.
        else void this.refresh();
        this.#catchUp();
        this.#fetchAhead();
      },
      (error: unknown) => {
        if (this.#state.current !== id) return;
        this.#waiting = [];
        this.store.setState({ error });
      },
    );
  }

  /** What was fetched of a question, if that is its present version. */
  #fresh(id: string): ReviewQuestion | undefined {
    const known = this.#kept.get(id);
    const row = this.#state.queue?.rows.find((one) => one.id === id);
    return known && (!row || row.version === known.row.version) ? known : undefined;
  }

  #fetchAhead(): void {
    const rows = this.#state.queue?.rows ?? [];
    const place = this.#placeOf(this.#state.current);
    const next = rows
      .slice(place)
      .filter(({ id }) => id === this.#state.current || !this.#state.skipped.has(id));
    for (const { id } of next.slice(0, AHEAD + 1)) if (!this.#fresh(id)) this.#fetch(id).catch(() => {});
  }

  #fetch(id: string): Promise<ReviewQuestion | null> {
    const version = this.#state.queue?.rows.find((row) => row.id === id)?.version;
    const key = `${id} ${version}`;
    const asked =
      this.#asked.get(key) ??
      this.#parts.engine.review
        .question({ event: this.event, question: id })
        .then((question) => {
          if (!question) return null;
          this.#kept.delete(id);
          this.#kept.set(id, question);
          for (const oldest of this.#kept.keys()) {
            if (this.#kept.size <= KEPT) break;
            this.#kept.delete(oldest);
          }
          this.#parts.preload(question);
          return question;
        })
        .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }

  async #answer(
    answer: ReviewAnswer,
    taken: readonly ReviewMember[],
    out: readonly ReviewMember[],
  ): Promise<void> {
    this.#pace.took(this.#parts.now() - this.#shownAt);
    this.store.setState({ saving: true });
    try {
      let after: ReviewQueue | null = null;
      const action = await this.#parts.perform(async () => {
        const { action, queue } = await this.#parts.engine.review.answer({
          event: this.event,
          answer,
          places: taken.map(placeOf),
          leftOut: out.map(placeOf),
        });
        after = queue;
        return action;
      });
      if (action && after) this.#answered(action, after, taken.length > 1);
      else void this.refresh();
    } finally {
      this.store.setState({ saving: false });
      this.#catchUp();
    }
  }

  /** @param batch Whoever was left out of a batch waits for their turn; one frame is followed by the next of its question. */
  #answered(action: Action, queue: ReviewQueue, batch: boolean): void {
    const { current } = this.#state;
    if (current !== null) this.#visited = [...this.#visited, current].slice(-200);
    this.store.setState({ last: { action, left: queue.counts.questions }, question: null });
    const next = queue.rows.find(({ id }) => id !== current && !this.#state.skipped.has(id));
    if (batch && next) this.store.setState({ current: next.id, ...nothing });
    this.#take(queue);
    const here = this.#state.current;
    if (here === null || this.#state.question !== null) return;
    this.store.setState({ current: null });
    this.#show(here, false);
  }

  /** At once, or, while an answer is saved or the next question fetched, on that one: whoever is quick types ahead. */
  #soon(key: () => void): void {
    const { saving, current, question, error } = this.#state;
    if (saving || (current !== null && question === null && error === null)) this.#waiting.push(key);
    else key();
  }

  /** Does what was pressed meanwhile. */
  #catchUp(): void {
    for (const key of this.#waiting.splice(0)) this.#soon(key);
  }
}

/** The number that Enter saves. */
export const numberIn = ({ typed, question, chosen }: ReviewState): string =>
  typed ?? question?.candidates[chosen]?.number ?? '';

/** Members that the answer to the batch is about, and those that it leaves out. */
export function batchOf({ question, leftOut }: ReviewState): { taken: ReviewMember[]; out: ReviewMember[] } {
  const members = question?.members ?? [];
  return {
    taken: members.filter((member) => !leftOut.has(memberKey(member))),
    out: members.filter((member) => leftOut.has(memberKey(member))),
  };
}

/** A question as it first stands on screen. */
function begun(question: ReviewQuestion): Partial<ReviewState> {
  const chosen = (question.candidates[0]?.percent ?? 0) >= LIKELY ? 0 : -1;
  return { ...nothing, question, chosen, error: null };
}

/** What is kept of somebody's work where the sightings of the question on screen change. */
function stillIn(question: ReviewQuestion, { leftOut, cursor, chosen, question: before }: ReviewState) {
  const members = new Set(question.members.map(memberKey));
  const number = before?.candidates[chosen]?.number;
  const place = question.candidates.findIndex((candidate) => candidate.number === number);
  return {
    leftOut: new Set([...leftOut].filter((key) => members.has(key))),
    cursor: Math.min(cursor, question.members.length - 1),
    chosen: place === -1 && before === null ? (begun(question).chosen ?? -1) : place,
  };
}

const placeOf = ({ photoId, number, box }: ReviewMember): ReviewPlace => ({ photoId, number, box });
