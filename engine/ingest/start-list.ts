import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../contract/app-error.ts';
import { Entry } from '../contract/start-list.ts';
import { fileError } from './file-error.ts';

/** A start list as it was understood. */
export interface StartList {
  readonly entries: Entry[];
  /** The file's own name of each column that was taken. */
  readonly columns: Partial<Record<Column, string>>;
  /** What was odd, and how it was dealt with. `row` is the line in the file, from 1. */
  readonly remarks: { row: number; message: string }[];
}

type Column = 'bib' | 'name' | 'firstName' | 'lastName' | 'category' | 'team' | 'wave';

/** What timing companies call each column, in English, German, French, Italian, Spanish, Dutch; see `plain`. */
const HEADERS = {
  bib: [
    ...['bib', 'bibno', 'bibnr', 'bibnumber', 'number', 'no', 'nr', 'num', 'racenumber', 'raceno', 'startno'],
    ...['startnumber', 'startnummer', 'startnr', 'stnr', 'stnum', 'nummer', 'rugnummer', 'borstnummer'],
    ...['dossard', 'numero', 'numerodossard', 'numdossard', 'pettorale', 'pett', 'dorsal', 'numerodedorsal'],
  ],
  name: [
    'name',
    'fullname',
    'athlete',
    'athletename',
    'runner',
    'participant',
    'teilnehmer',
    'laufer',
    'competitor',
  ],
  firstName: [
    'firstname',
    'first',
    'givenname',
    'forename',
    'vorname',
    'prenom',
    'nome',
    'nombre',
    'voornaam',
  ],
  lastName: [
    'lastname',
    'last',
    'surname',
    'familyname',
    'nachname',
    'familienname',
    'nom',
    'cognome',
    'apellido',
    'apellidos',
    'achternaam',
  ],
  category: [
    'category',
    'cat',
    'class',
    'agegroup',
    'division',
    'kategorie',
    'klasse',
    'ak',
    'altersklasse',
    'categorie',
    'categoria',
  ],
  team: ['team', 'club', 'verein', 'equipe', 'societa', 'squadra', 'equipo', 'vereniging', 'clubteam'],
  wave: [
    'wave',
    'startwave',
    'heat',
    'startblock',
    'block',
    'corral',
    'welle',
    'vague',
    'sas',
    'race',
    'distance',
    'wettbewerb',
  ],
} as const satisfies Record<Column, readonly string[]>;

const DELIMITERS = [',', ';', '\t', '|'];
/** A bib as it stands in a column without a header: digits, perhaps with a letter or two around. */
const BIB_SHAPE = /^[A-Za-z]{0,2}-?\d{1,6}[A-Za-z]{0,2}$/;

/**
 * Reads a start list from a CSV file: UTF-8, UTF-16 with a byte order mark, or Windows-1252; commas,
 * semicolons, tabs or bars; the columns known by their headers. An odd line is remarked upon and the
 * rest is taken.
 *
 * @throws {AppError} START_LIST_INVALID when there is no column of bibs, and the codes of reading a file.
 */
export async function readStartList(path: string): Promise<StartList> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const { code, message } = fileError(path, cause, false);
    throw new AppError(code, `The start list ${path} could not be read. ${message}`, { cause });
  }
  return parseStartList(decodeText(bytes), path);
}

/** `name` is what the file is called in messages. */
export function parseStartList(text: string, name: string): StartList {
  const { rows, header } = bestTable(text);
  const remarks: StartList['remarks'] = [];
  const [first] = rows;
  if (!first) {
    throw new AppError('START_LIST_INVALID', `The start list ${name} is empty. Export it again as CSV.`);
  }
  let places = header;
  if (places.bib === undefined) {
    places = placesWithoutHeader(rows);
    if (places.bib === undefined) {
      throw new AppError(
        'START_LIST_INVALID',
        `The start list ${name} has no column that can be bibs (its first line is ${first.cells.join(', ')}). Name the column "bib" and import it again.`,
      );
    }
    remarks.push({
      row: first.line,
      message: `No header was recognised; column ${places.bib + 1} was taken for bibs.`,
    });
  } else {
    rows.shift();
  }

  const entries: Entry[] = [];
  const rowOfBib = new Map<string, number>();
  for (const { cells, line } of rows) {
    const cell = (column: Column): string | null => {
      const place = places[column];
      return place === undefined ? null : cells[place]?.trim() || null;
    };
    const bib = cell('bib')?.replace(/^[#№]\s*/, '');
    if (!bib) {
      if (cells.some((content) => content.trim() !== '')) {
        remarks.push({ row: line, message: 'No bib: left out.' });
      }
      continue;
    }
    const earlier = rowOfBib.get(bib);
    if (earlier !== undefined) {
      remarks.push({ row: line, message: `Bib ${bib} is in row ${earlier} already: left out.` });
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
      remarks.push({ row: line, message: `"${bib.slice(0, 30)}" is too long for a bib: left out.` });
      continue;
    }
    if (cells.length > first.cells.length) {
      remarks.push({
        row: line,
        message: `More columns than the first line has: bib ${bib} may be mixed up.`,
      });
    }
    rowOfBib.set(bib, line);
    entries.push(entry.data);
  }
  const names = Object.entries(places).map(([column, place]) => [column, first.cells[place] ?? '']);
  return { entries, columns: header.bib === undefined ? {} : Object.fromEntries(names), remarks };
}

interface Row {
  readonly cells: string[];
  /** In the file, from 1. */
  readonly line: number;
}
type Places = Partial<Record<Column, number>>;

/** Parses with each delimiter and keeps the reading with the most columns known, then the most columns. */
function bestTable(text: string): { rows: Row[]; header: Places } {
  // Excel writes and reads a first line `sep=;`.
  const declared = text.match(/^sep=(.)\r?\n/i);
  const body = declared ? text.slice(declared[0].length) : text;
  const offset = declared ? 1 : 0;
  const tables = (declared?.[1] ? [declared[1]] : DELIMITERS).map((delimiter) => {
    const rows = parseRows(body, delimiter, offset);
    const header = placesByHeader(rows[0]?.cells ?? []);
    return { rows, header, known: Object.keys(header).length, width: rows[0]?.cells.length ?? 0 };
  });
  tables.sort((a, b) => b.known - a.known || b.width - a.width);
  return tables[0] ?? { rows: [], header: {} };
}

function parseRows(text: string, delimiter: string, offset: number): Row[] {
  const parseWith = (quotes: { relax_quotes: true } | { quote: null }): Row[] => {
    const rows: Row[] = [];
    parse(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      ...quotes,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        rows.push({ cells, line: lines + offset });
        return null;
      },
    });
    return rows;
  };
  try {
    return parseWith({ relax_quotes: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quotation mark that is never closed: take quotation marks for ordinary characters.
    return parseWith({ quote: null });
  }
}

function placesByHeader(cells: readonly string[]): Places {
  const names = cells.map(plain);
  const places: Places = {};
  for (const [column, known] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    // The order of the known names decides: "Bib" is better than "No" beside it.
    const place = known.map((name) => names.indexOf(name)).find((index) => index >= 0);
    if (place !== undefined) places[column] = place;
  }
  return places;
}

/** Without a header: the first column that is all bibs, and the first one of words behind or before it. */
function placesWithoutHeader(rows: readonly Row[]): Places {
  const sample = rows.slice(0, 50).map((row) => row.cells);
  const width = Math.max(0, ...sample.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, place) =>
    sample.map((cells) => cells[place]?.trim() ?? ''),
  );
  const bib = columns.findIndex(
    (cells) => cells.every((cell) => BIB_SHAPE.test(cell)) && new Set(cells).size > cells.length * 0.8,
  );
  if (bib < 0) return {};
  const name = columns.findIndex((cells) =>
    cells.every((cell) => /^\p{L}[\p{L}\p{M} .,'’-]{2,}$/u.test(cell)),
  );
  return name < 0 ? { bib } : { bib, name };
}

/** A header without case, accents, spaces and signs: `Prénom` is `prenom`, `Start-Nr.` is `startnr`. */
function plain(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
