import { analysisKey } from '../../../engine/app/analysis-key.ts';
import { faceId } from '../../../engine/catalog/face-id.ts';
import { tableLines } from '../report.ts';
import type { RaceInEngine } from './race-in-engine.ts';
import { type GroupedFace, type PersonsScore, scorePersons } from './score-persons.ts';
import { type PairScore, pairOf, recovered, scorePairs, truthOf } from './score-sightings.ts';

/** What is known of a race before anybody answers a question. */
export interface SightingFigures {
  readonly race: string;
  readonly madeOf: string;
  readonly athletes: number;
  readonly photos: number;
  /** (athlete, photo) that a person could tell, the share of them with a legible bib, and those left open. */
  readonly pairs: number;
  readonly legible: number;
  readonly open: number;
  /** Accepted by the bib readings alone, and by everything that the engine knows. */
  readonly bibs: PairScore;
  readonly accepted: PairScore;
  /** Of those that bibs alone miss. */
  readonly recovered: { readonly missed: number; readonly found: number; readonly share: number };
  readonly toReview: { readonly sightings: number; readonly right: number; readonly questions: number };
  readonly reliability: readonly ReliabilityRow[];
  readonly persons: PersonsScore;
  readonly settledInMs: number;
}

interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly sightings: number;
  readonly meanConfidence: number;
  readonly right: number;
}

const edges = [0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1] as const;

export async function measureSightings(opened: RaceInEngine): Promise<SightingFigures> {
  const { race, engine, event } = opened;
  const truth = truthOf(race);
  const sightings = opened.sightings();
  const pairs = (state: string) =>
    new Set(
      sightings.filter((one) => one.state === state).map(({ photoId, number }) => pairOf(photoId, number)),
    );
  const accepted = pairs('accepted');
  const review = pairs('review');
  const byBibs = new Set(
    opened
      .readings()
      .filter(({ confidence }) => confidence >= event.thresholds.accept)
      .map(({ photoId, number }) => pairOf(photoId, number)),
  );
  const { questions } = await engine.client.review.counts({ event: event.id });
  return {
    race: race.name,
    madeOf: race.madeOf,
    athletes: race.athletes,
    photos: race.photos.length,
    pairs: truth.tellable.size,
    legible: [...truth.legible].filter((pair) => truth.tellable.has(pair)).length / truth.tellable.size,
    open: truth.open.size,
    bibs: scorePairs(byBibs, truth),
    accepted: scorePairs(accepted, truth),
    recovered: recovered(accepted, byBibs, truth),
    toReview: {
      sightings: review.size,
      right: [...review].filter((pair) => truth.tellable.has(pair)).length,
      questions,
    },
    reliability: edges.slice(0, -1).map((from, i) => {
      const to = edges[i + 1]!;
      const inside = sightings.filter(
        ({ state, confidence, photoId, number }) =>
          state !== 'rejected' &&
          confidence >= from &&
          (confidence < to || i === edges.length - 2) &&
          !truth.open.has(pairOf(photoId, number)),
      );
      return {
        from,
        to,
        sightings: inside.length,
        meanConfidence:
          inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inside.length),
        right: inside.filter(({ photoId, number }) => truth.tellable.has(pairOf(photoId, number))).length,
      };
    }),
    persons: scorePersons(groupedFaces(opened)),
    settledInMs: Math.round(opened.settledIn),
  };
}

/** Faces whose truth is known. One that was grouped with nobody is a person of its own. */
export function groupedFaces(opened: RaceInEngine): GroupedFace[] {
  const { race, event } = opened;
  const persons = opened.persons();
  const { pipeline } = analysisKey(event);
  return race.photos.flatMap(({ photo, findings, faces }) =>
    findings.faces.flatMap(({ box }, i): GroupedFace[] => {
      const is = faces[i];
      if (!is) return [];
      const id = faceId(photo.id, pipeline, box);
      const person = persons.get(id);
      return [{ is, said: person === undefined ? `alone ${id}` : String(person) }];
    }),
  );
}

export function sightingTable(measured: readonly SightingFigures[]): string[] {
  const rows = measured.flatMap(({ race, bibs, accepted }) =>
    (
      [
        ['bibs alone', bibs],
        ['everything', accepted],
      ] as const
    ).map(([by, score]) => [
      `${race}, accepted by ${by}`,
      String(score.right),
      String(score.wrong),
      String(score.missed),
      share(score.precision),
      share(score.recall),
      share(score.f1),
    ]),
  );
  return tableLines(['(athlete, photo)', 'right', 'wrong', 'missed', 'precision', 'recall', 'F1'], rows);
}

export function recoveryTable(measured: readonly SightingFigures[]): string[] {
  return tableLines(
    [
      'race',
      'made of',
      'athletes',
      'photos',
      'pairs',
      'legible',
      'bibs miss',
      'recovered',
      'share',
      'precision',
      'to review',
      'right',
      'questions',
    ],
    measured.map((figures) => [
      figures.race,
      figures.madeOf,
      String(figures.athletes),
      String(figures.photos),
      String(figures.pairs),
      share(figures.legible),
      String(figures.recovered.missed),
      String(figures.recovered.found),
      share(figures.recovered.share),
      share(figures.accepted.precision),
      String(figures.toReview.sightings),
      String(figures.toReview.right),
      String(figures.toReview.questions),
    ]),
  );
}

export function personsTable(measured: readonly SightingFigures[]): string[] {
  return tableLines(
    [
      'persons',
      'faces',
      'are',
      'made',
      'pairs: precision',
      'recall',
      'F1',
      'B³: precision',
      'recall',
      'F1',
      'settled in s',
    ],
    measured.map(({ race, persons: { faces, are, said, pairs, bCubed }, settledInMs }) => [
      race,
      String(faces),
      String(are),
      String(said),
      ...[pairs.precision, pairs.recall, pairs.f1, bCubed.precision, bCubed.recall, bCubed.f1].map(share),
      (settledInMs / 1000).toFixed(1),
    ]),
  );
}

export function sightingReliability({ race, reliability }: SightingFigures): string[] {
  return tableLines(
    [`confidence, ${race}`, 'sightings', 'mean', 'right'],
    reliability.map(({ from, to, sightings, meanConfidence, right }) => [
      `${from} to ${to}`,
      String(sightings),
      sightings > 0 ? share(meanConfidence) : '',
      sightings > 0 ? share(right / sightings) : '',
    ]),
  );
}

function share(value: number): string {
  return value.toFixed(3);
}
