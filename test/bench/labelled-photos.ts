import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBibRules } from '../../engine/contract/bib-rules.ts';
import type { Box } from '../../engine/contract/geometry.ts';
import { generateRace } from '../fixtures/race/generate-race.ts';
import { accuracySets } from '../fixtures/race/sets.ts';
import type { BibLabel } from './count-readings.ts';

export interface LabelledPhoto {
  readonly file: string;
  readonly path: string;
  readonly labels: readonly BibLabel[];
}

/** Photos of one race, whose bibs are of a kind. */
export interface LabelledEvent {
  readonly name: string;
  readonly real: boolean;
  /** Of the bibs: digits, and the letters that this race prints. */
  readonly alphabet: string;
  readonly photos: readonly LabelledPhoto[];
}

interface LabelFile {
  [file: string]: { bibs: { number: string; state: 'sure' | 'unsure'; box: Box }[] };
}

/** Where the labelled real photos are: `PHOTOFINISH_DATA`, or beside the project. */
export const dataFolder =
  process.env['PHOTOFINISH_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

/** The three real races of the labelled photos; none where they are not on this machine. */
export async function realEvents(data = dataFolder): Promise<LabelledEvent[]> {
  const folder = join(data, 'bibs-real');
  if (!existsSync(join(folder, 'labels.json'))) return [];
  const labels = JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')) as LabelFile;
  const photos = Object.entries(labels).map(([file, { bibs }]) => ({
    file,
    path: join(folder, 'images', file),
    labels: bibs,
  }));
  const race = ({ file }: LabelledPhoto) => /^set\d/.exec(file)?.[0] ?? 'youth';
  return [...Map.groupBy(photos, race)].map(([name, own]) => ({
    name,
    real: true,
    alphabet: defaultBibRules.alphabet,
    photos: own,
  }));
}

/** Ten invented races, made on first use and kept for the next. */
export async function generatedEvents(
  photosPerEvent: number,
  progress: (line: string) => void,
): Promise<LabelledEvent[]> {
  const events: LabelledEvent[] = [];
  for (const request of accuracySets(photosPerEvent)) {
    const race = await generateRace(request, (done, of) =>
      progress(`making ${request.event}: ${done} of ${of}`),
    );
    events.push({
      name: request.event,
      real: false,
      alphabet: alphabetOf(race.athletes.map(({ bib }) => bib)),
      photos: race.photos.map(({ file, path, bibs }) => ({ file, path, labels: bibs })),
    });
  }
  return events;
}

function alphabetOf(bibs: readonly string[]): string {
  return [...new Set([...defaultBibRules.alphabet, ...bibs.join('')])].join('');
}
