import { stringify } from 'csv-stringify/sync';
import type { CsvColumn } from '../contract/export.ts';
import type { Evidence } from '../contract/sighting.ts';
import type { PlannedExport, PlannedFile } from './plan-export.ts';

/** Whether a file has a line in the CSV: one for each photo of an athlete. */
export function hasLine({ role, state }: PlannedFile): boolean {
  return role !== 'sidecar' && state !== 'excluded' && state !== 'taken';
}

/** A line of the CSV of sightings, in these columns. */
export function csvLine(file: PlannedFile, columns: readonly CsvColumn[]): string[] {
  return columns.map((column) => cells[column](file));
}

const cells: Record<CsvColumn, (file: PlannedFile) => string> = {
  photo: ({ photo }) => photo.name,
  file: ({ path }) => path,
  bib: ({ athlete }) => athlete?.bib ?? '',
  name: ({ athlete }) => athlete?.name ?? '',
  category: ({ athlete }) => athlete?.category ?? '',
  team: ({ athlete }) => athlete?.team ?? '',
  wave: ({ athlete }) => athlete?.wave ?? '',
  time: ({ photo }) => photo.cameraTime?.slice(0, 22).replace('T', ' ') ?? '',
  confidence: ({ sighting }) => sighting?.confidence.toFixed(2) ?? '',
  evidence: ({ sighting }) => (sighting === null ? '' : evidenceText(sighting.evidence)),
};

/** `bib 0.98, on the start list`. */
function evidenceText(json: string): string {
  const evidence = JSON.parse(json) as Evidence[];
  return evidence.map(wordsFor).join(', ');
}

function wordsFor(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'reading':
      return `bib ${evidence.confidence.toFixed(2)}`;
    case 'startList':
      return evidence.listed ? 'on the start list' : 'not on the start list';
    case 'person':
      return `${evidence.worn ? 'said' : 'denied'} by ${evidence.author}`;
    case 'outsideRules':
      return 'outside the rules';
    case 'named':
      return `named by ${evidence.author}`;
    case 'face':
      return `face ${evidence.confidence.toFixed(2)}`;
    case 'faceDisagrees':
      return `face like ${evidence.number} ${evidence.confidence.toFixed(2)}`;
    case 'burst':
      return `burst ${evidence.confidence.toFixed(2)}`;
  }
}

/** What programs for tables take for a formula is made a text; a mark says that it is UTF-8. */
const dialect = { bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;

/** The CSV of sightings: a line for each file that is there after the export. */
export function sightingsCsv(files: readonly PlannedFile[], columns: readonly CsvColumn[]): string {
  return stringify([columns, ...files.filter(hasLine).map((file) => csvLine(file, columns))], dialect);
}

/** A plan as CSV: each file with what happens to it, then each photo that is left out, and why. */
export function planCsv({ files, leftOut }: PlannedExport, photoName: (id: string) => string): string {
  const lines = files.map(({ photo, athlete, path, bytes, state }) => [
    ...[photo.name, athlete?.bib ?? '', athlete?.name ?? '', path, String(bytes), state],
  ]);
  const left = Array.from(leftOut, ([id, reason]) => [photoName(id), '', '', '', '', `left out: ${reason}`]);
  return stringify([['photo', 'bib', 'name', 'file', 'bytes', 'state'], ...lines, ...left], dialect);
}
