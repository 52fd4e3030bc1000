import { defaultBibRules } from '../../engine/contract/bib-rules.ts';
import { type GeneratedRace, generateRace } from '../fixtures/race/generate-race.ts';
import type { RaceRequest } from '../fixtures/race/race-generator.ts';
import { personCount } from '../fixtures/race/source-faces.ts';
import { type GatheredPhoto, gatherPlaces } from './gather-places.ts';

/** What a race made of pictures is for: bursts are measured on one, and engines judged on another. */
export const pictureRaces = ['measured', 'judged'] as const;
export type PictureRace = (typeof pictureRaces)[number];

const PHOTOS_PER_ATHLETE = 15;
/** Many bibs out of sight where bursts are measured; as on a photographer's card where engines are judged. */
const kinds = {
  measured: { finisher: 34, half: 20, pair: 14, crowd: 5, far: 3, back: 4, cut: 6, noBib: 16 },
  judged: { finisher: 38, half: 22, pair: 14, crowd: 4, far: 3, back: 4, cut: 5, noBib: 6 },
} as const;

/**
 * A race with as many athletes as there are faces of different people to draw. Shots without a bib, from
 * behind and cut by the frame come often enough that an athlete's bib is legible on 60 to 70 % of the photos in
 * which a person could tell who it is.
 */
export function pictureRace(purpose: PictureRace): RaceRequest {
  return {
    seed: `evening ${purpose}`,
    event: purpose === 'judged' ? 'grand-marathon' : 'city-half',
    photos: PHOTOS_PER_ATHLETE * personCount,
    width: 1600,
    height: 1067,
    athletes: personCount,
    kinds: kinds[purpose],
  };
}

/** The race, drawn once, with what vision saw on its photos. */
export async function gatherPictureRace(
  purpose: PictureRace,
  models: Parameters<typeof gatherPlaces>[2],
  progress: (line: string) => void,
): Promise<{ race: GeneratedRace; photos: GatheredPhoto[] }> {
  const race = await generateRace(pictureRace(purpose), (done, of) =>
    progress(`drawing the ${purpose} race: ${done} of ${of}`),
  );
  const photos = race.photos.map(({ file, path, bibs }) => ({ file, path, labels: bibs }));
  const event = { name: purpose, real: false, alphabet: defaultBibRules.alphabet, photos };
  return { race, photos: await gatherPlaces([event], 'normal', models, progress) };
}
