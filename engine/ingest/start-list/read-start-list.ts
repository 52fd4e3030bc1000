import { readFile } from 'node:fs/promises';
import { AppError } from '../../contract/app-error.ts';
import { type ColumnUse, Entry, type StartListPreview } from '../../contract/start-list.ts';
import { fileError } from '../../files/file-error.ts';
import { cleanBib } from './clean-text.ts';
import { type Guess, guessColumns } from './columns.ts';
import { readTable } from './read-table.ts';
import type { Row, StartListFile } from './table.ts';

/** A start list as it was understood, and the entries that it would give. */
export interface StartList extends StartListPreview {
  readonly entries: Entry[];
}

type Remark = StartListPreview['remarks'][number];

const SAMPLES = 5;
const SAMPLE_LENGTH = 80;
/** A wrong column of bibs makes every row odd; nobody reads more than so many. */
const MAX_REMARKS = 200;
const MAX_FIELD_LENGTH = 200;

/**
 * Reads a start list from CSV or XLSX. `uses` says what each column is; without it that is guessed. An odd
 * row is remarked upon and the rest is taken; without a column of bibs nothing is.
 *
 * @throws {AppError} START_LIST_INVALID for a file that is no start list, INPUT_INVALID for uses that do not
 *   fit it.
 */
export async function readStartList(file: StartListFile, uses?: readonly ColumnUse[]): Promise<StartList> {
  const { format, encoding, delimiter, rows } = await readTable(file);
  const [first] = rows;
  if (!first) {
    throw new AppError('START_LIST_INVALID', `The start list ${file.name} is empty. Export it again.`);
  }
  const guess = guessColumns(rows);
  const chosen = uses ?? guess.uses;
  checkUses(chosen, guess, file.name);

  const remarks: Remark[] = [];
  const body = rows.slice(guess.header === null ? 0 : guess.header + 1);
  const header = guess.header === null ? null : rows[guess.header]!;
  const columns = chosen.map((use, place) => ({
    name: header?.cells[place] || `Column ${place + 1}`,
    use,
    samples: samplesOf(body, place),
  }));
  if (guess.header !== null && guess.header > 0) {
    remarks.push({
      row: first.line,
      message: `What stands above the header (row ${header?.line}) is left out.`,
    });
  }
  const bibs = columns[chosen.indexOf('bib')];
  if (bibs && guess.bibsByLook && !uses) {
    remarks.push({
      row: (header ?? first).line,
      message: `No header for bibs was recognised; the column "${bibs.name}" was taken for them.`,
    });
  }
  const { entries, remarks: odd } = bibs ? entriesOf(body, chosen) : { entries: [], remarks: [] };
  return {
    format,
    encoding,
    delimiter,
    rows: body.length,
    columns,
    ready: entries.length,
    remarks: shortened([...remarks, ...odd]),
    hasBibs: bibs !== undefined,
    entries,
  };
}

/** @throws {AppError} with the codes of reading a file. */
export async function startListFile(path: string): Promise<StartListFile> {
  try {
    return { name: path, bytes: await readFile(path) };
  } catch (cause) {
    const { code, message } = fileError(path, cause, false);
    throw new AppError(code, `The start list ${path} could not be read. ${message}`, { cause });
  }
}

/** @throws AppError START_LIST_INVALID where nobody knows which column holds the bibs. */
export function requireBibs({ hasBibs, columns }: StartList, name: string): void {
  if (hasBibs) return;
  const names = columns.map(({ name: header, samples: [sample] }) =>
    /^Column \d+$/.test(header) && sample ? `"${sample}"` : header,
  );
  throw new AppError(
    'START_LIST_INVALID',
    `The start list ${name} has no column that can be bibs (its columns are ${names.join(', ')}). Say which column holds the bibs, or name it "bib" in the file.`,
  );
}

function checkUses(uses: readonly ColumnUse[], guess: Guess, name: string): void {
  if (uses.length !== guess.uses.length) {
    throw new AppError(
      'INPUT_INVALID',
      `${name} has ${guess.uses.length} columns, and ${uses.length} were described. Look into the file again: it may have changed.`,
    );
  }
  const twice = uses.find((use, i) => use !== 'ignore' && uses.indexOf(use) !== i);
  if (twice === undefined) return;
  const places = uses.flatMap((use, i) => (use === twice ? [i + 1] : []));
  throw new AppError(
    'START_LIST_INVALID',
    `Columns ${places.join(' and ')} are both taken for the ${WORDS[twice]}. Choose one of them, and ignore the other.`,
  );
}

const WORDS: Record<ColumnUse, string> = {
  bib: 'bib',
  name: 'name',
  firstName: 'first name',
  lastName: 'last name',
  category: 'category',
  team: 'team',
  wave: 'wave',
  ignore: '',
};

function samplesOf(rows: readonly Row[], place: number): string[] {
  const samples: string[] = [];
  for (const { cells } of rows) {
    const text = cells[place];
    if (text) samples.push(text.slice(0, SAMPLE_LENGTH));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

function entriesOf(
  rows: readonly Row[],
  uses: readonly ColumnUse[],
): { entries: Entry[]; remarks: Remark[] } {
  const entries: Entry[] = [];
  const remarks: Remark[] = [];
  const rowOfBib = new Map<string, number>();
  const rowOfAthlete = new Map<string, number>();
  for (const { cells, line } of rows) {
    const remark = (message: string) => remarks.push({ row: line, message });
    const cell = (use: ColumnUse): string | null => {
      const place = uses.indexOf(use);
      const text = place < 0 ? '' : (cells[place] ?? '');
      if (text.length > MAX_FIELD_LENGTH)
        remark(`The ${WORDS[use]} is cut to ${MAX_FIELD_LENGTH} characters.`);
      return text.slice(0, MAX_FIELD_LENGTH) || null;
    };
    const bib = cleanBib(cells[uses.indexOf('bib')] ?? '');
    if (bib === '') {
      remark('No bib: left out.');
      continue;
    }
    const entry = Entry.safeParse({
      bib,
      name: cell('name') ?? ([cell('firstName'), cell('lastName')].filter(Boolean).join(' ') || null),
      category: cell('category'),
      team: cell('team'),
      wave: cell('wave'),
    });
    if (!entry.success) {
      remark(`"${bib.slice(0, 30)}" is too long for a bib: left out.`);
      continue;
    }
    const athlete = JSON.stringify([bib, entry.data.name]);
    const same = rowOfAthlete.get(athlete);
    if (same !== undefined) {
      remark(`Bib ${bib} with the same name is in row ${same} already: left out.`);
      continue;
    }
    const earlier = rowOfBib.get(bib);
    if (earlier !== undefined) {
      remark(`Bib ${bib} is also in row ${earlier}. Both are kept; photos show both names.`);
    }
    if (cells.length > uses.length) remark(`More columns than there should be: bib ${bib} may be mixed up.`);
    rowOfBib.set(bib, earlier ?? line);
    rowOfAthlete.set(athlete, line);
    entries.push(entry.data);
  }
  return { entries, remarks };
}

function shortened(remarks: Remark[]): Remark[] {
  const next = remarks[MAX_REMARKS];
  if (!next) return remarks;
  const more = (remarks.length - MAX_REMARKS).toLocaleString('en');
  return [...remarks.slice(0, MAX_REMARKS), { row: next.row, message: `And ${more} more rows like these.` }];
}
