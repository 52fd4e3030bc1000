import { createHash } from 'node:crypto';
import type { LabelColour } from '../../../engine/contract/decision.ts';
import type { Camera } from '../../../engine/contract/photo.ts';
import type { Entry } from '../../../engine/contract/start-list.ts';
import { Prng } from '../../fixtures/race/prng.ts';
import { IdentityVectors } from '../identity-vectors.ts';

export interface PlannedPerson {
  /** A new embedding of this person, where the face is seen. */
  readonly face: Float32Array<ArrayBuffer> | null;
  readonly quality: number;
  readonly sharpness: number;
  /** What was read of the bib; null where it is not seen. */
  readonly bib: { readonly number: string; readonly confidence: number; readonly rejected: boolean } | null;
}

export interface PlannedPhoto {
  readonly id: string;
  readonly name: string;
  readonly takenAt: number;
  readonly camera: Camera;
  /** Position of the import that brought it. */
  readonly run: number;
  readonly outcome: 'read' | 'failed';
  readonly sharpness: number;
  readonly people: readonly PlannedPerson[];
  readonly stars: number;
  readonly flag: 'pick' | 'reject' | null;
  readonly label: LabelColour | null;
}

const START = Date.UTC(2026, 4, 3, 6, 30);
const HOURS = 3;
const FRAMES_PER_BURST = 6;
/** Milliseconds between the frames of a burst. */
const FRAME_GAP = 110;
/** Bursts of one camera are at least this far apart, milliseconds: more than a burst's own gaps may be. */
const PAUSE = 1100;
/** Cards that each camera filled. */
const CARDS = 3;

const cameras: readonly { camera: Camera; prefix: string }[] = [
  { camera: { make: 'Canon', model: 'Canon EOS R5', serial: '012021000731' }, prefix: 'HHM_' },
  { camera: { make: 'Canon', model: 'Canon EOS R3', serial: '023041001207' }, prefix: 'QUAY' },
  { camera: { make: 'NIKON CORPORATION', model: 'NIKON Z 8', serial: '3001989' }, prefix: 'DSC_' },
];

/** Photos card by card, as they would be imported: the same for the same count and entries. */
export function* planPhotos(count: number, entries: readonly Entry[]): Generator<PlannedPhoto> {
  const vectors = new IdentityVectors(`large event ${count}`);
  const athletes = entries.map(({ bib }) => ({ bib, identity: vectors.identity() }));
  const spectators = Array.from({ length: 200 }, () => vectors.identity());
  let index = 0;
  for (const [place, { camera, prefix }] of cameras.entries()) {
    const random = new Prng(`large event ${count} camera ${place}`);
    const share = Math.floor(count / cameras.length) + (place < count % cameras.length ? 1 : 0);
    const bursts = burstLengths(random, share);
    const times = burstTimes(random, bursts);
    let frame = 0;
    for (const [burst, length] of bursts.entries()) {
      // Who is seen passes in the order of the bibs, more or less: fast ones were given low bibs.
      const middle = (burst / bursts.length) * athletes.length;
      const group = Array.from({ length: groupSize(random) }, () => {
        const at = Math.round(middle + random.normal(120));
        return athletes[Math.min(athletes.length - 1, Math.max(0, at))]!;
      });
      const focus = Math.exp(random.normal(1.1, Math.log(4500)));
      for (let i = 0; i < length; i++, frame++, index++) {
        const failed = random.chance(0.001);
        const flagged = random.next();
        yield {
          id: createHash('sha256').update(`large event ${count} photo ${index}`).digest('hex'),
          name: `${prefix}${String((frame % 9999) + 1).padStart(4, '0')}`,
          takenAt: times[burst]! + i * FRAME_GAP,
          camera,
          run: place * CARDS + Math.floor((frame / share) * CARDS),
          outcome: failed ? 'failed' : 'read',
          sharpness: focus * Math.exp(random.normal(0.35)),
          people: failed
            ? []
            : [
                ...group.map(({ bib, identity }) => person(random, identity, bib)),
                ...(random.chance(0.1) ? [person(random, random.pick(spectators), null)] : []),
              ],
          stars: random.chance(0.12) ? random.integer(1, 5) : 0,
          flag: flagged < 0.05 ? 'pick' : flagged < 0.08 ? 'reject' : null,
          label: random.chance(0.02) ? random.pick<LabelColour>(['red', 'yellow', 'green', 'blue']) : null,
        };
      }
    }
  }
}

function person(
  random: Prng,
  identity: { face(): Float32Array<ArrayBuffer> },
  bib: string | null,
): PlannedPerson {
  return {
    face: random.chance(0.75) ? identity.face() : null,
    quality: random.between(0.3, 0.95),
    sharpness: random.between(40, 700),
    bib:
      bib !== null && random.chance(0.8)
        ? { ...readingOf(random, bib), rejected: random.chance(0.003) }
        : null,
  };
}

/** Two thirds are sure; of the others, one in ten is read short. */
function readingOf(random: Prng, bib: string): { number: string; confidence: number } {
  if (random.chance(0.66)) return { number: bib, confidence: random.between(0.9, 1) };
  const short = bib.length > 2 && random.chance(0.1);
  return { number: short ? bib.slice(1) : bib, confidence: random.between(0.15, 0.9) };
}

function groupSize(random: Prng): number {
  return Number(random.weighted({ 0: 0.08, 1: 0.56, 2: 0.22, 3: 0.08, 4: 0.03, 6: 0.03 }));
}

function burstLengths(random: Prng, photos: number): number[] {
  const lengths: number[] = [];
  for (let left = photos; left > 0; left -= lengths.at(-1)!) {
    lengths.push(Math.min(left, random.chance(0.2) ? 1 : random.integer(2, 2 * FRAMES_PER_BURST - 2)));
  }
  return lengths;
}

/**
 * When each burst begins: few at first, most past the middle, in whole milliseconds. A count that does not fit
 * into the hours of the race makes the race longer.
 */
function burstTimes(random: Prng, bursts: readonly number[]): number[] {
  const free = HOURS * 3_600_000 - bursts.reduce((sum, length) => sum + length * FRAME_GAP + PAUSE, 0);
  const pauses = bursts.map(
    (_, i) => -Math.log(1 - random.next()) * (1 + 3 * Math.abs(i / bursts.length - 0.6)),
  );
  const scale = Math.max(0, free) / pauses.reduce((sum, pause) => sum + pause, 0);
  let time = START;
  return bursts.map((length, i) => {
    time += Math.round(pauses[i]! * scale);
    const start = time;
    time += length * FRAME_GAP + PAUSE;
    return start;
  });
}
