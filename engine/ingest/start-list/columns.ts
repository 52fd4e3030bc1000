import type { ColumnUse } from '../../contract/start-list.ts';
import type { Row } from './table.ts';

type Column = Exclude<ColumnUse, 'ignore'>;

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

/** A bib as it stands in a column without a header: digits, perhaps with a letter or two around. */
const BIB_SHAPE = /^[A-Za-z]{0,2}-?\d{1,6}[A-Za-z]{0,2}$/;
const NAME_SHAPE = /^\p{L}[\p{L}\p{M} .,'’-]{2,}$/u;

/** Titles, dates and sponsors may stand above the header, hardly more than so many rows. */
const ROWS_ABOVE_HEADER = 20;
/** Enough to know a column by. */
const ROWS_LOOKED_AT = 50;

export interface Guess {
  /** Place of the header among the rows; null where there is none. */
  readonly header: number | null;
  /** For each column, what it is taken for. */
  readonly uses: ColumnUse[];
  /** How many headers were recognised, for choosing between several readings of one file. */
  readonly known: number;
  /** Whether the bibs are known by their look alone. */
  readonly bibsByLook: boolean;
}

/** What the columns of a table are, by their headers, else by what stands in them. */
export function guessColumns(rows: readonly Row[]): Guess {
  const named = bestHeader(rows);
  const header = named?.place ?? (looksLikeHeader(rows) ? 0 : null);
  const width = widthOf(rows, header);
  const uses: ColumnUse[] = Array.from({ length: width }, () => 'ignore');
  for (const [column, place] of Object.entries(named?.columns ?? {})) uses[place] = column as Column;
  // A list of "Name" and "Vorname", "Nom" and "Prénom": the name beside a first name is the last name.
  if (uses.includes('firstName') && uses.includes('name') && !uses.includes('lastName')) {
    uses[uses.indexOf('name')] = 'lastName';
  }
  const bibsByLook = !uses.includes('bib');
  if (bibsByLook) guessByLook(rows.slice(header === null ? 0 : header + 1), uses);
  return { header, uses, known: named?.known ?? 0, bibsByLook };
}

/** As wide as the header, or as most rows: one row with a stray cell makes no column. */
function widthOf(rows: readonly Row[], header: number | null): number {
  const body = rows.slice(header === null ? 0 : header + 1, 1000);
  const counts = new Map<number, number>();
  for (const { cells } of body) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, many], [b, more]) => more - many || b - a)[0] ?? [0];
  return Math.max(usual, header === null ? 0 : rows[header]!.cells.length);
}

interface Header {
  readonly place: number;
  readonly columns: Partial<Record<Column, number>>;
  readonly known: number;
}

/** The row with the most headers that are known; one alone counts only in the first row or for bibs. */
function bestHeader(rows: readonly Row[]): Header | null {
  let best: Header | null = null;
  for (const [place, { cells }] of rows.slice(0, ROWS_ABOVE_HEADER).entries()) {
    const columns = columnsByName(cells);
    const known = Object.keys(columns).length;
    const counts =
      known > 1 || (known === 1 && (place === 0 || (columns.bib !== undefined && cells.length > 1)));
    if (counts && (best === null || known > best.known)) best = { place, columns, known };
  }
  return best;
}

function columnsByName(cells: readonly string[]): Header['columns'] {
  const names = cells.map(plain);
  const columns: Header['columns'] = {};
  for (const [column, known] of Object.entries(HEADERS) as [Column, readonly string[]][]) {
    // The order of the known names decides: "Bib" is better than "No" beside it.
    const place = known.map((name) => names.indexOf(name)).find((index) => index >= 0);
    if (place !== undefined) columns[column] = place;
  }
  return columns;
}

/** Words above numbers: a header in a language that is not known here. */
function looksLikeHeader(rows: readonly Row[]): boolean {
  const [first, ...others] = rows.slice(0, ROWS_LOOKED_AT);
  if (!first || others.length === 0 || first.cells.some((cell) => BIB_SHAPE.test(cell))) return false;
  return first.cells.some((_, place) => others.every(({ cells }) => BIB_SHAPE.test(cells[place] ?? '')));
}

/** The first column that is all bibs, and the first one of words where no column of names is known. */
function guessByLook(rows: readonly Row[], uses: ColumnUse[]): void {
  const sample = rows.slice(0, ROWS_LOOKED_AT).map(({ cells }) => cells);
  if (sample.length === 0) return;
  const columns = uses.map((_, place) => sample.map((cells) => cells[place] ?? ''));
  const free = (place: number) => uses[place] === 'ignore';
  const bib = columns.findIndex(
    (cells, place) =>
      free(place) && cells.every((cell) => BIB_SHAPE.test(cell)) && new Set(cells).size > cells.length * 0.8,
  );
  if (bib < 0) return;
  uses[bib] = 'bib';
  if (uses.some((use) => use === 'name' || use === 'firstName' || use === 'lastName')) return;
  const name = columns.findIndex(
    (cells, place) => free(place) && cells.every((cell) => NAME_SHAPE.test(cell)),
  );
  if (name >= 0) uses[name] = 'name';
}

/** A header without case, accents, spaces and signs: `Prénom` is `prenom`, `Start-Nr.` is `startnr`. */
function plain(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
