// `npm run bench:review`: answers questions of an event of 100,000 photos in Chromium, against the HTTP host with a
// real catalog, and says how long it takes from the key to the answer on screen as saved, with the next question and
// its pictures; and how long the engine alone takes. ENGINE_ONLY=1 leaves the page out.
import { openEngine } from '../../engine/app/open-engine.ts';
import type { ReviewQuestion } from '../../engine/contract/review.ts';
import { percentile } from './percentile.ts';
import { tableLines, writeReport } from './report.ts';
import { answersOnScreen } from './review/answers-on-screen.ts';
import { copyOfLargeEvent } from './review/large-event-copy.ts';

const PHOTOS = Number(process.env['PHOTOS'] ?? 100_000);
const ANSWERS = Number(process.env['ANSWERS'] ?? 40);
const ENGINE_ONLY = process.env['ENGINE_ONLY'] === '1';

/** Milliseconds of each call, as the application makes them: a question, its answer, now and then an undo. */
async function answersInEngine(home: string) {
  const engine = openEngine(home, () => undefined);
  try {
    const { review, events, history } = engine.client;
    const event = (await events.list())[0]!.id;
    const timed = async <Result>(times: number[], call: () => Promise<Result>): Promise<Result> => {
      const start = performance.now();
      const result = await call();
      times.push(performance.now() - start);
      return result;
    };
    const times = {
      open: [] as number[],
      question: [] as number[],
      answer: [] as number[],
      undo: [] as number[],
    };
    let queue = await timed(times.open, () => review.open({ event }));
    const { questions, sightings } = queue.counts;
    for (let i = 0; i < ANSWERS; i++) {
      const row = queue.rows[i % 3]!;
      const question = await timed(times.question, () => review.question({ event, question: row.id }));
      queue = (await timed(times.answer, () => review.answer(answerTo(event, question!)))).queue;
      if (i % 10 !== 9) continue;
      await timed(times.undo, () => history.undo({ event }));
      queue = await review.open({ event });
    }
    return { questions, sightings, times };
  } finally {
    await engine.close();
  }
}

const answerTo = (event: string, { row, members }: ReviewQuestion) => ({
  event,
  answer: { kind: 'number' as const, number: row.guess ?? '1' },
  places: members.map(({ photoId, number, box }) => ({ photoId, number, box })),
});

if (import.meta.main) {
  const { home, name, remove } = await copyOfLargeEvent(PHOTOS, !ENGINE_ONLY);
  try {
    const { questions, sightings, times } = await answersInEngine(home);
    const onScreen = ENGINE_ONLY ? [] : await answersOnScreen(home, name, ANSWERS);
    const row = (what: string, values: readonly number[]) => [
      what,
      String(values.length),
      ...[0.5, 0.95, 1].map((share) => percentile(values, share).toFixed(1)),
    ];
    const rows = [
      row('first queue after a start', times.open),
      row('a question', times.question),
      row('an answer, with the queue after it', times.answer),
      row('undo', times.undo),
      ...(onScreen.length > 0 ? [row('key to the answer and the next question on screen', onScreen)] : []),
    ];
    const count = (n: number) => n.toLocaleString('en');
    console.log(`${count(PHOTOS)} photos, ${count(questions)} questions about ${count(sightings)} sightings`);
    for (const line of tableLines(['', 'n', 'p50 ms', 'p95 ms', 'slowest ms'], rows)) console.log(line);
    const report = await writeReport('review', { photos: PHOTOS, questions, sightings, times, onScreen });
    console.log(`\nWritten to ${report}`);
  } finally {
    await remove();
  }
}
