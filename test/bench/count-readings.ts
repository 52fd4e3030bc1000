import type { Box } from '../../engine/contract/geometry.ts';

/** A bib as a careful person labelled it: see the README of the labelled photos. */
export interface BibLabel {
  /** `?` stands for each character that cannot be read. */
  readonly number: string;
  readonly state: 'sure' | 'unsure';
  readonly box: Box;
}

export interface CountedReading {
  readonly number: string;
  readonly confidence: number;
  readonly box: Box;
}

/**
 * - `right`: a sure number, counted once a photo
 * - `open`: fits an unsure label, left out of every count
 * - `cut`: stands on an unsure label and does not fit it, such as 365 on 365?
 * - `false`: everything else
 */
export type Verdict = 'right' | 'open' | 'cut' | 'false';

export function judgeReading(labels: readonly BibLabel[], { number, box }: CountedReading): Verdict {
  const unsure = labels.filter(({ state }) => state === 'unsure');
  if (labels.some((label) => label.state === 'sure' && label.number === number)) return 'right';
  if (unsure.some((label) => fits(label.number, number))) return 'open';
  return unsure.some((label) => standsOn(box, label.box)) ? 'cut' : 'false';
}

function fits(pattern: string, number: string): boolean {
  return (
    pattern.length === number.length &&
    [...pattern].every((character, i) => character === '?' || character === number[i])
  );
}

/** The reading's centre lies in the labelled box, grown by a quarter. */
export function standsOn(reading: Box, label: Box): boolean {
  const x = reading[0] + reading[2] / 2;
  const y = reading[1] + reading[3] / 2;
  const [growX, growY] = [label[2] / 8, label[3] / 8];
  return (
    x >= label[0] - growX &&
    x <= label[0] + label[2] + growX &&
    y >= label[1] - growY &&
    y <= label[1] + label[3] + growY
  );
}

export interface JudgedReading extends CountedReading {
  readonly verdict: Verdict;
}

/** Each number counts once a photo, where it is read with most confidence. */
export function judgePhoto(
  labels: readonly BibLabel[],
  readings: readonly CountedReading[],
): JudgedReading[] {
  const seen = new Set<string>();
  return readings
    .toSorted((a, b) => b.confidence - a.confidence)
    .filter(({ number }) => !seen.has(number) && seen.add(number))
    .map((reading) => ({ ...reading, verdict: judgeReading(labels, reading) }));
}

export function sureNumbers(labels: readonly BibLabel[]): string[] {
  return [...new Set(labels.filter(({ state }) => state === 'sure').map(({ number }) => number))];
}

export interface Score {
  readonly sure: number;
  readonly right: number;
  readonly false: number;
  readonly cut: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** (false + cut) / (right + false + cut): what a user sees go wrong. */
  readonly wrongOfShown: number;
}

/** Counts what is shown from `threshold` on. */
export function score(judged: readonly JudgedReading[], sure: number, threshold: number): Score {
  const shown = judged.filter(({ confidence }) => confidence >= threshold);
  const count = (verdict: Verdict) => shown.filter((reading) => reading.verdict === verdict).length;
  const right = count('right');
  const wrong = count('false');
  const cut = count('cut');
  const precision = right + wrong > 0 ? right / (right + wrong) : 0;
  const recall = sure > 0 ? right / sure : 0;
  return {
    sure,
    right,
    false: wrong,
    cut,
    precision,
    recall,
    f1: right > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    wrongOfShown: right + wrong + cut > 0 ? (wrong + cut) / (right + wrong + cut) : 0,
  };
}

export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly readings: number;
  readonly meanConfidence: number;
  readonly right: number;
}

/** Of the readings near each confidence, how many are right: a probability should keep its word. */
export function reliability(judged: readonly JudgedReading[], edges: readonly number[]): ReliabilityRow[] {
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const inside = judged.filter(
      ({ verdict, confidence }) =>
        verdict !== 'open' && confidence >= from && (confidence < to || i === edges.length - 2),
    );
    return {
      from,
      to,
      readings: inside.length,
      meanConfidence:
        inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inside.length),
      right: inside.filter(({ verdict }) => verdict === 'right').length,
    };
  });
}
