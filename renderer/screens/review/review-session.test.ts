import { beforeEach, expect, test, vi } from 'vitest';
import type { Action } from '../../../engine/contract/action.ts';
import type {
  ReviewAnswer,
  ReviewPlace,
  ReviewQuestion,
  ReviewRow,
} from '../../../engine/contract/review.ts';
import { numberIn, ReviewSession } from './review-session.ts';

/** An engine whose questions are lists of photos; an answer takes its places out. */
class Desk {
  questions = new Map<string, number[]>();
  versions = new Map<string, number>();
  revision = 1;
  asked: string[] = [];
  answers: { answer: ReviewAnswer; places: number; leftOut: number }[] = [];
  /** Holds answers back until it is called. */
  release: (() => void) | null = null;

  put(id: string, photos: number[]): void {
    this.questions.set(id, photos);
    this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
    this.revision++;
  }

  row(id: string): ReviewRow {
    const photos = this.questions.get(id)!;
    return {
      id,
      version: this.versions.get(id)!,
      guess: id,
      shown: id,
      reason: { kind: 'unsure', confidence: 0.6 },
      sightings: photos.length,
      certainty: 0.6,
      photoId: sha(photos[0]!),
      faceId: null,
      crop: [0, 0, 1, 1],
    };
  }

  queue() {
    const rows = [...this.questions.keys()].map((id) => this.row(id));
    const sightings = rows.reduce((sum, row) => sum + row.sightings, 0);
    const counts = { questions: rows.length, sightings, settled: 0, answers: this.answers.length };
    return { revision: this.revision, counts, letters: false, grouping: false, rows };
  }

  question(id: string): ReviewQuestion | null {
    this.asked.push(id);
    const photos = this.questions.get(id);
    if (!photos) return null;
    return {
      row: this.row(id),
      members: photos.map((n) => ({
        ...{
          photoId: sha(n),
          number: id,
          box: [0.1, 0.1, 0.1, 0.1],
          name: `IMG_${n}`,
          takenAt: n,
          aspect: 1.5,
        },
        ...{ faceId: null, read: { number: id, confidence: 0.6 }, crop: [0, 0, 1, 1] },
      })),
      candidates: [id, '999'].map((number, at) => ({
        ...{ number, percent: at === 0 ? 60 : 30, entries: [], faceId: null, photos: 0, evidence: [] },
      })),
      earlier: null,
      later: null,
    };
  }

  async answer(answer: ReviewAnswer, places: ReviewPlace[], leftOut: ReviewPlace[]) {
    if (this.release) await new Promise<void>((resolve) => (this.release = resolve));
    this.answers.push({ answer, places: places.length, leftOut: leftOut.length });
    const gone = new Set(places.map(({ photoId }) => photoId));
    for (const [id, photos] of [...this.questions]) {
      const kept = photos.filter((n) => !gone.has(sha(n)));
      if (kept.length === photos.length) continue;
      if (kept.length === 0) this.questions.delete(id);
      else this.put(id, kept);
    }
    this.revision++;
    const number = answer.kind === 'number' ? answer.number : null;
    const action = {
      what: { kind: 'review', answer: answer.kind, number, sightings: places.length },
      photoId: places[0]!.photoId,
    } as Action;
    return { action, settledBefore: 0, queue: this.queue() };
  }
}

const sha = (n: number) => n.toString(16).padStart(64, '0');

let desk: Desk;
let session: ReviewSession;
let now = 0;
const preload = vi.fn();
const state = () => session.store.getState();
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(async () => {
  desk = new Desk();
  desk.put('349', [1, 2, 3]);
  desk.put('51', [4, 5]);
  for (const [i, id] of ['7', '8', '9'].entries()) desk.put(id, [10 + i]);
  preload.mockClear();
  const engine = {
    review: {
      open: async () => desk.queue(),
      question: async ({ question }: { question: string }) => desk.question(question),
      find: async () => ({ question: '51' }),
      answer: (input: { answer: ReviewAnswer; places: ReviewPlace[]; leftOut: ReviewPlace[] }) =>
        desk.answer(input.answer, input.places, input.leftOut),
    },
  };
  session = new ReviewSession('event', {
    engine: engine as never,
    perform: (act) => act(),
    preload,
    left: () => {},
    now: () => now,
  });
  await session.refresh();
  await settled();
});

test('begins with the first question and has three more ready', () => {
  expect(state()).toMatchObject({ current: '349', chosen: 0 });
  expect(numberIn(state())).toBe('349');
  expect(desk.asked).toEqual(['349', '51', '7', '8']);
  expect(preload).toHaveBeenCalledTimes(4);
});

test('saves one sighting and stays with what is left of its question; a batch goes on to the next', async () => {
  session.save();
  await settled();
  expect(desk.answers).toEqual([{ answer: { kind: 'number', number: '349' }, places: 1, leftOut: 0 }]);
  expect(state()).toMatchObject({ current: '349', last: { left: 5 } });
  expect(state().question?.members.map(({ name }) => name)).toEqual(['IMG_2', 'IMG_3']);
  session.toggle(1);
  session.save();
  await settled();
  expect(desk.answers.at(-1)).toMatchObject({ places: 1, leftOut: 0 });
  expect(state().question?.members.map(({ name }) => name)).toEqual(['IMG_3']);
  session.open('51');
  session.toggle(1);
  session.saveBatch();
  await settled();
  expect(desk.answers.at(-1)).toMatchObject({ places: 1, leftOut: 1 });
  // Of three and two one each is left.
  expect(state().queue?.rows.map(({ id, sightings }) => `${id} ${sightings}`)).toContain('51 1');
});

test('keys that come while an answer is saved are those of the question after it', async () => {
  desk.release = () => {};
  session.saveBatch();
  session.type('7');
  session.type('8');
  expect(state().typed).toBeNull();
  await settled();
  desk.release();
  desk.release = null;
  await settled();
  expect(state()).toMatchObject({ current: '51', typed: '78' });
});

test('keys that come before a question is there are not lost where another takes its place', async () => {
  // Five before the first nobody has fetched.
  desk.put('60', [30]);
  await session.refresh();
  await settled();
  session.open('60');
  session.type('4');
  expect(state()).toMatchObject({ current: '60', question: null });
  desk.questions.delete('60');
  desk.revision++;
  await session.refresh();
  await settled();
  expect(state().current).not.toBe('60');
  expect(state().typed).toBe('4');
});

test('new questions come in without moving the present one, nor what was typed', async () => {
  session.type('3');
  session.toggle(2);
  const { leftOut } = state();
  desk.questions = new Map([['600', [20, 21, 22, 23]], ...desk.questions]);
  desk.versions.set('600', 1);
  desk.put('349', [1, 2, 3, 4]);
  await session.refresh();
  await settled();
  expect(state()).toMatchObject({ current: '349', typed: '3', leftOut });
  expect(state().question?.members.length).toBe(4);
  expect(state().queue?.rows.length).toBe(6);
});

test('goes on where somebody else has answered the present question', async () => {
  desk.questions.delete('349');
  desk.revision++;
  await session.refresh();
  await settled();
  expect(state()).toMatchObject({ current: '51', typed: null });
});

test('skips what was skipped until all were, and goes back to it', async () => {
  session.skip();
  await settled();
  session.skip();
  await settled();
  expect(state().current).toBe('7');
  expect(session.goBack()).toBe(true);
  expect(state().current).toBe('51');
  expect(session.goBack()).toBe(true);
  expect(state().current).toBe('349');
  expect(session.goBack()).toBe(false);
  for (let i = 0; i < 5; i++) {
    session.skip();
    await settled();
  }
  expect(state().current).toBe('349');
});

test('returns to the question that an undo changes', async () => {
  session.saveBatch();
  await settled();
  const { last } = state();
  session.skip();
  await session.returnTo(last!.action);
  await settled();
  expect(state().current).toBe('51');
});

test('says how long the rest takes once somebody has a pace', async () => {
  expect(state().timeLeft).toBeNull();
  for (let i = 0; i < 3; i++) {
    now += 2000;
    session.saveBatch();
    await settled();
  }
  expect(state().timeLeft).toBe(2 * 2000);
});
