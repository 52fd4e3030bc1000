import { analysisKey } from '../../../engine/app/analysis-key.ts';
import { faceId } from '../../../engine/catalog/face-id.ts';
import { iou } from '../../../engine/contract/geometry.ts';
import type {
  ReviewAnswer,
  ReviewMember,
  ReviewPlace,
  ReviewQuestion,
} from '../../../engine/contract/review.ts';
import { tableLines } from '../report.ts';
import type { RaceInEngine } from './race-in-engine.ts';
import { type PairScore, pairOf, scorePairs, truthOf } from './score-sightings.ts';

/** What the review is to reach, and when it is given up. */
const ENOUGH = 0.99;
const MOST_ANSWERS = 1500;

export interface ReviewFigures {
  readonly race: string;
  readonly before: PairScore;
  readonly after: PairScore;
  /** Answers until F1 was enough; null where the queue ended before. */
  readonly enoughAfter: number | null;
  /** All that were given. */
  readonly answers: number;
  /** Sightings that they were about, and those that were left out of a batch. */
  readonly sightings: number;
  readonly leftOut: number;
  /** By key: the guess was right, another number was typed or chosen, nobody with a number. */
  readonly kinds: { readonly guessed: number; readonly other: number; readonly none: number };
  /** F1 after so many answers. */
  readonly course: readonly { readonly answers: number; readonly f1: number }[];
  /** Milliseconds from an answer to the queue after it: median and longest. */
  readonly answerMs: { readonly median: number; readonly longest: number };
}

/**
 * Plays Review with the truth at hand, as somebody would who knows everybody: the first question of the queue is
 * answered by the number that most of its sightings have; those of others are left out, and come again.
 */
export async function playReview(
  opened: RaceInEngine,
  progress: (line: string) => void,
): Promise<ReviewFigures> {
  const { race, engine, event } = opened;
  const { review } = engine.client;
  const truth = truthOf(race);
  const score = () =>
    scorePairs(
      opened
        .sightings()
        .filter(({ state }) => state === 'accepted')
        .map(({ photoId, number }) => pairOf(photoId, number)),
      truth,
    );
  const bibOf = truthfulBib(opened);
  const before = score();
  let after = before;
  let enoughAfter = after.f1 >= ENOUGH ? 0 : null;
  let [answers, sightings, leftOutCount] = [0, 0, 0];
  const kinds = { guessed: 0, other: 0, none: 0 };
  const course = [{ answers: 0, f1: before.f1 }];
  const times: number[] = [];
  let queue = await review.open({ event: event.id, rows: 50 });
  while (enoughAfter === null && answers < MOST_ANSWERS) {
    const question = await firstOpen(
      queue.rows.map(({ id }) => id),
      (id) => review.question({ event: event.id, question: id }),
    );
    if (!question) break;
    const { answer, places, leftOut } = truthfulAnswer(question, bibOf);
    if (answer.kind === 'none') kinds.none++;
    else if (answer.kind === 'number' && answer.number === question.row.guess) kinds.guessed++;
    else kinds.other++;
    const start = performance.now();
    ({ queue } = await review.answer({ event: event.id, answer, places, leftOut, rows: 50 }));
    times.push(performance.now() - start);
    answers++;
    sightings += places.length;
    leftOutCount += leftOut.length;
    await opened.settle();
    queue = await review.open({ event: event.id, rows: 50 });
    after = score();
    course.push({ answers, f1: after.f1 });
    if (after.f1 >= ENOUGH) enoughAfter = answers;
    progress(
      `${race.name}: ${answers} answers, F1 ${after.f1.toFixed(4)}, ${queue.counts.questions} questions left`,
    );
  }
  times.sort((a, b) => a - b);
  return {
    race: race.name,
    before,
    after,
    enoughAfter,
    answers,
    sightings,
    leftOut: leftOutCount,
    kinds,
    course: course.filter((_, i) => i % 25 === 0 || i === course.length - 1),
    answerMs: {
      median: Math.round(times[Math.floor(times.length / 2)] ?? 0),
      longest: Math.round(times.at(-1) ?? 0),
    },
  };
}

async function firstOpen(
  ids: readonly string[],
  ask: (id: string) => Promise<ReviewQuestion | null>,
): Promise<ReviewQuestion | null> {
  for (const id of ids) {
    const question = await ask(id);
    if (question) return question;
  }
  return null;
}

/** What a person says who knows who is in each of the question's sightings. */
function truthfulAnswer(
  { members }: ReviewQuestion,
  bibOf: (member: ReviewMember) => string | null,
): { answer: ReviewAnswer; places: ReviewPlace[]; leftOut: ReviewPlace[] } {
  const groups = [...Map.groupBy(members, bibOf)].sort((a, b) => b[1].length - a[1].length);
  const [number, most] = groups[0]!;
  const place = ({ photoId, number: asked, box }: ReviewMember): ReviewPlace => ({
    photoId,
    number: asked,
    box,
  });
  return {
    answer: number === null ? { kind: 'none' } : { kind: 'number', number },
    places: most.map(place),
    leftOut: groups.slice(1).flatMap(([, others]) => others.map(place)),
  };
}

/** The bib of whoever is at a sighting's place; null where that is nobody with a bib. */
function truthfulBib({ race, event }: RaceInEngine): (member: ReviewMember) => string | null {
  const photos = new Map(race.photos.map((photo) => [photo.photo.id, photo]));
  const bibs = new Map(race.photos.flatMap(({ seen }) => seen.map(({ athlete, bib }) => [athlete, bib])));
  const { pipeline } = analysisKey(event);
  return ({ photoId, faceId: face, box }) => {
    const { findings, faces, bibs: owners } = photos.get(photoId)!;
    const places = findings.bibs.map(({ box: [x, y, w, h] }, i) => ({
      owner: owners[i]!,
      overlap: iou([x / findings.width, y / findings.height, w / findings.width, h / findings.height], box),
    }));
    const [best] = places.sort((a, b) => b.overlap - a.overlap);
    // What is read at the place says whose it is; a face beside it may be somebody else's.
    if (best && best.overlap >= 0.5) return best.owner === null ? null : (bibs.get(best.owner) ?? null);
    const at = findings.faces.findIndex((one) => faceId(photoId, pipeline, one.box) === face);
    const owner = at < 0 ? null : faces[at];
    return owner ? (bibs.get(owner) ?? null) : null;
  };
}

export function reviewTable(played: readonly ReviewFigures[]): string[] {
  return tableLines(
    [
      'review',
      'F1 before',
      'F1 after',
      `answers to F1 ≥ ${ENOUGH}`,
      'answers',
      'sightings',
      'left out',
      'as guessed',
      'other',
      'none',
      'ms an answer',
      'longest',
    ],
    played.map((figures) => [
      figures.race,
      figures.before.f1.toFixed(3),
      figures.after.f1.toFixed(3),
      figures.enoughAfter === null ? 'not reached' : String(figures.enoughAfter),
      ...[figures.answers, figures.sightings, figures.leftOut].map(String),
      ...[figures.kinds.guessed, figures.kinds.other, figures.kinds.none].map(String),
      ...[figures.answerMs.median, figures.answerMs.longest].map(String),
    ]),
  );
}
