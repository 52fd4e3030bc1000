import { bursts } from '../../../engine/catalog/bursts.ts';
import type { Face } from '../../../engine/contract/findings.ts';
import type { BurstParameters } from '../../fixtures/large-race/parameters.ts';
import type { GeneratedRace } from '../../fixtures/race/generate-race.ts';
import type { FaceTruth, PhotoTruth } from '../../fixtures/race/truth.ts';
import { standsOn } from '../count-readings.ts';
import type { GatheredPhoto } from '../gather-places.ts';
import { cosine } from '../identity-vectors.ts';
import { outcomesOf, type ReadPhoto } from './measure-readings.ts';
import { normalScores, quantile, sharedVariance } from './spread.ts';

/** Faces whose embedding is hardly touched by their quality. */
const GOOD = 0.7;

/** One athlete in one frame, and which burst that is of. */
interface Appearance {
  readonly athlete: string;
  readonly burst: number;
  /** How much of the bib a person can read: 2 all, 1 a part, 0 nothing. */
  readonly seen: number;
  /** Null where the bib is not legible; else the confidence of the right reading, −1 for a wrong one, −2 for none. */
  readonly reading: number | null;
  /** What was read where it is not right. */
  readonly mistake: string | null;
  /** Null where no face can be recognised. */
  readonly face: { readonly found: Face | null } | null;
}

/** How alike the frames of a burst are, in a race made of pictures, whose truth is known. */
export async function measureBursts(
  race: GeneratedRace,
  photos: readonly ReadPhoto[],
  progress: (line: string) => void,
): Promise<BurstParameters> {
  const truths = new Map(race.photos.map((photo) => [photo.file, photo]));
  const burstOf = burstsOf(race.photos);
  const appearances: Appearance[] = [];
  let fitting = 0;
  let fittingRight = 0;
  for (const [i, read] of photos.entries()) {
    progress(`bursts: ${i + 1} of ${photos.length}`);
    const truth = truths.get(read.photo.file)!;
    const outcomes = await outcomesOf(read);
    for (const { label, outcome, reading } of outcomes) {
      if (outcome !== 'fits') continue;
      const bib = truth.bibs.find(({ box }) => box.join() === label.box.join());
      fitting++;
      if (bib?.printed === reading!.number) fittingRight++;
    }
    for (const athlete of truth.athletes) {
      const bib = truth.bibs.find((one) => one.athlete === athlete);
      const own = bib && outcomes.find(({ label }) => label.box.join() === bib.box.join());
      const face = truth.faces.find(({ person }) => person === athlete);
      appearances.push({
        athlete,
        burst: burstOf.get(truth.file)!,
        seen: bib === undefined ? 0 : bib.state === 'sure' ? 2 : 1,
        reading:
          own?.label.state !== 'sure'
            ? null
            : own.outcome === 'right'
              ? own.reading!.confidence
              : own.outcome === 'wrong'
                ? -1
                : -2,
        mistake: own?.reading && own.reading.number !== bib!.printed ? own.reading.number : null,
        face: face ? { found: faceOf(face, read.photo) } : null,
      });
    }
  }
  const groups = [...Map.groupBy(appearances, ({ athlete, burst }) => `${athlete} ${burst}`).values()];
  const cosines = groups.flatMap((group) => {
    const good = group.flatMap(({ face }) => (face?.found && face.found.quality >= GOOD ? [face.found] : []));
    return good.flatMap((a, i) => good.slice(i + 1).map((b) => cosine(a.embedding!, b.embedding!)));
  });
  const mistakes = groups.flatMap((group) => {
    const made = group.flatMap(({ mistake }) => mistake ?? []);
    return made.flatMap((a, i) => made.slice(i + 1).map((b) => a === b));
  });
  const shared = (value: (appearance: Appearance) => number | null) => three(sharedIn(groups, value));
  return {
    bursts: groups.filter(({ length }) => length > 1).length,
    pairs: cosines.length,
    cosine: three(quantile(cosines, 0.5)),
    quality: shared(({ face }) => face?.found?.quality ?? null),
    faceFound: shared(({ face }) => (face ? (face.found ? 1 : 0) : null)),
    seen: shared(({ seen }) => seen),
    reading: shared(({ reading }) => reading),
    fitting,
    fittingRight,
    mistakes: mistakes.length,
    sameMistake: mistakes.filter(Boolean).length,
  };
}

/** The detected face whose middle lies in the true one, and nearest to its middle. */
function faceOf({ box }: FaceTruth, { faces }: GatheredPhoto): Face | null {
  const off = (face: Face) =>
    Math.hypot(middle(face.box)[0] - middle(box)[0], middle(face.box)[1] - middle(box)[1]);
  return faces.filter((face) => standsOn(face.box, box)).sort((a, b) => off(a) - off(b))[0] ?? null;
}

function middle([x, y, w, h]: Face['box']): [number, number] {
  return [x + w / 2, y + h / 2];
}

export function burstsOf(photos: readonly PhotoTruth[]): Map<string, number> {
  const cameras = [...new Set(photos.map(({ camera }) => camera))];
  const frames = photos
    .map(({ file, capturedAt, camera }) => ({
      file,
      takenAt: Date.parse(`${capturedAt}Z`),
      camera: cameras.indexOf(camera),
    }))
    .sort((a, b) => a.takenAt - b.takenAt);
  const numbers = new Map<string, number>();
  for (const [number, burst] of bursts(frames).entries())
    for (const { file } of burst) numbers.set(file, number);
  for (const { file } of frames) if (!numbers.has(file)) numbers.set(file, -1 - numbers.size);
  return numbers;
}

function sharedIn(
  groups: readonly (readonly Appearance[])[],
  value: (appearance: Appearance) => number | null,
): number {
  const kept = groups.map((group) => group.map(value).filter((one) => one !== null));
  const scores = normalScores(kept.flat());
  let next = 0;
  return sharedVariance(kept.map((group) => group.map(() => scores[next++]!)));
}

function three(value: number): number {
  return Number(value.toFixed(3));
}
