import { openBibModels, standardBibModels } from '../../fixtures/bib-models.ts';
import { openFaceModels, standardFaceModels } from '../../fixtures/face-models.ts';
import type { JudgedRace } from '../../fixtures/large-race/judged-race.ts';
import { largeRace } from '../../fixtures/large-race/large-race.ts';
import { gatherPictureRace } from '../picture-race.ts';
import { listErrors } from './list-errors.ts';
import {
  measureSightings,
  personsTable,
  recoveryTable,
  type SightingFigures,
  sightingReliability,
  sightingTable,
} from './measure-sightings.ts';
import { judgedPictureRace } from './picture-race-judged.ts';
import { playReview, type ReviewFigures, reviewTable } from './play-review.ts';
import { RaceInEngine } from './race-in-engine.ts';

/** Which races the evening is measured on. */
export const eveningRaces = ['pictures', 'findings', 'worn', 'fitting'] as const;
export type EveningRace = (typeof eveningRaces)[number];

/**
 * - `pictures`: drawn photos of as many athletes as there are faces, seen by the engine's own vision
 * - `findings`: the large race
 * - `worn`: the same with faces as alike as those of one number in two photos of a real race
 * - `fitting`: drawn photos of another race, to look for errors and to fit on; nothing is judged by it
 */
async function raceOf(
  which: EveningRace,
  seed: string,
  progress: (line: string) => void,
): Promise<JudgedRace> {
  if (which === 'findings') return largeRace({ seed });
  if (which === 'worn')
    return { ...largeRace({ seed, faces: 'worn' }), name: `large race ${seed}, worn faces` };
  const path = (part: { path: string | null }) => part.path ?? '';
  const models = {
    faces: await openFaceModels(path(standardFaceModels.detector), path(standardFaceModels.embedder)),
    bibs: await openBibModels(
      path(standardBibModels.detector),
      path(standardBibModels.recognizer),
      path(standardBibModels.characters),
    ),
  };
  const { race, photos } = await gatherPictureRace(
    which === 'fitting' ? 'measured' : 'judged',
    models,
    progress,
  );
  return judgedPictureRace(race, photos);
}

export interface EveningFigures {
  readonly sightings: readonly SightingFigures[];
  readonly reviews: readonly ReviewFigures[];
}

/** Each race in a catalog of its own, one after the other; the tables as lines for a terminal. */
export async function measureEvening(
  asked: {
    readonly races: readonly EveningRace[];
    readonly seed: string;
    readonly review: boolean;
    readonly errors?: boolean;
  },
  progress: (line: string) => void,
): Promise<{ figures: EveningFigures; tables: string[][] }> {
  const sightings: SightingFigures[] = [];
  const reviews: ReviewFigures[] = [];
  const errors: string[][] = [];
  for (const which of asked.races) {
    const opened = await RaceInEngine.open(await raceOf(which, asked.seed, progress), progress);
    try {
      sightings.push(await measureSightings(opened));
      if (asked.errors) errors.push(listErrors(opened));
      if (asked.review) reviews.push(await playReview(opened, progress));
    } finally {
      await opened.close();
    }
  }
  progress('');
  const tables = [...errors, sightingTable(sightings), recoveryTable(sightings), personsTable(sightings)];
  tables.push(...sightings.map(sightingReliability));
  if (reviews.length > 0) tables.push(reviewTable(reviews));
  return { figures: { sightings, reviews }, tables };
}
