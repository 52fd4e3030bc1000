import { EventBibs } from '../../engine/people/event-bibs.ts';
import { judgePlaces } from '../../engine/vision/bibs/read-bibs.ts';
import {
  type CountedReading,
  type JudgedReading,
  judgePhoto,
  type ReliabilityRow,
  reliability,
  type Score,
  score,
  sureNumbers,
} from './count-readings.ts';
import { fitBibModels } from './fit-bibs.ts';
import type { GatheredPhoto } from './gather-places.ts';
import { tableLines } from './report.ts';

/** What is counted as read, fixed beforehand: below it a reading is a guess that is not counted. */
export const countedFrom = { photo: 0.3, event: 0.3 } as const;

/** From here on a reading is shown without a question mark. */
export const shownFrom = 0.9;

const reliabilityEdges = [0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1] as const;

export interface BibFigures {
  readonly event: string;
  readonly level: 'photo' | 'event';
  readonly counted: Score;
  readonly shown: Score;
  readonly reliability: readonly ReliabilityRow[];
  /** Every reading that counts against the figures, for a person to look at. */
  readonly wrong: readonly { file: string; number: string; confidence: number; verdict: string }[];
  readonly missed: readonly { file: string; number: string }[];
}

interface JudgedPhoto {
  readonly file: string;
  readonly sure: readonly string[];
  readonly judged: readonly JudgedReading[];
}

/**
 * Photo by photo and as an event, each race judged by coefficients that were fitted on all the others
 * (and on the generated ones where the race is real), then pooled.
 */
export function measureBibs(photos: readonly GatheredPhoto[]): BibFigures[] {
  const judgedOn = photos.some(({ real }) => real) ? photos.filter(({ real }) => real) : photos;
  const levels = { photo: new Map<string, JudgedPhoto[]>(), event: new Map<string, JudgedPhoto[]>() };
  for (const [name, race] of Map.groupBy(judgedOn, ({ event }) => event)) {
    const models = fitBibModels(photos.filter(({ event }) => event !== name));
    const bibs = new EventBibs();
    const readings = new Map(race.map(({ file, places }) => [file, judgePlaces(places, models.photo)]));
    for (const [file, own] of readings) bibs.add(file, own);
    const judge = (level: 'photo' | 'event', readingsOf: (file: string) => readonly CountedReading[]) =>
      levels[level].set(
        name,
        race.map((photo) => {
          const { labels } = photo;
          return {
            file: photo.file,
            sure: sureNumbers(labels),
            judged: judgePhoto(labels, readingsOf(photo.file)),
          };
        }),
      );
    judge('photo', (file) => readings.get(file)!);
    judge('event', (file) => {
      const settled = bibs.settle(file, models.event);
      return readings.get(file)!.map(({ box }, i) => ({ box, ...settled[i]! }));
    });
  }
  return (['photo', 'event'] as const).flatMap((level) => {
    const races = levels[level];
    const pooled: [string, JudgedPhoto[]] = ['all', [...races.values()].flat()];
    return [pooled, ...races].map(([event, own]) => figures(event, level, own));
  });
}

function figures(event: string, level: 'photo' | 'event', photos: readonly JudgedPhoto[]): BibFigures {
  const judged = photos.flatMap((photo) => photo.judged);
  const sure = photos.reduce((sum, photo) => sum + photo.sure.length, 0);
  const threshold = countedFrom[level];
  const counted = (reading: JudgedReading) => reading.confidence >= threshold;
  return {
    event,
    level,
    counted: score(judged, sure, threshold),
    shown: score(judged, sure, shownFrom),
    reliability: reliability(judged, reliabilityEdges),
    wrong: photos.flatMap(({ file, judged: own }) =>
      own
        .filter((reading) => counted(reading) && (reading.verdict === 'false' || reading.verdict === 'cut'))
        .map(({ number, confidence, verdict }) => ({ file, number, confidence, verdict })),
    ),
    missed: photos.flatMap(({ file, sure: numbers, judged: own }) => {
      const right = new Set(own.filter(counted).map(({ number }) => number));
      return numbers.filter((number) => !right.has(number)).map((number) => ({ file, number }));
    }),
  };
}

export function bibTable(measured: readonly BibFigures[]): string[] {
  const share = (value: number) => value.toFixed(3);
  return tableLines(
    ['bibs', 'sure', 'right', 'false', 'cut', 'F1', `wrong ≥ ${shownFrom}`, `recall ≥ ${shownFrom}`],
    measured.map(({ event, level, counted, shown }) => [
      `${level === 'photo' ? 'photo by photo' : 'as an event'}, ${event}`,
      String(counted.sure),
      String(counted.right),
      String(counted.false),
      String(counted.cut),
      share(counted.f1),
      share(shown.wrongOfShown),
      share(shown.recall),
    ]),
  );
}

export function reliabilityTable({ level, reliability: rows }: BibFigures): string[] {
  return tableLines(
    [`confidence, ${level}`, 'readings', 'mean', 'right'],
    rows.map(({ from, to, readings, meanConfidence, right }) => [
      `${from} to ${to}`,
      String(readings),
      readings > 0 ? meanConfidence.toFixed(3) : '',
      readings > 0 ? (right / readings).toFixed(3) : '',
    ]),
  );
}
