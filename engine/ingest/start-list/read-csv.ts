import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../contract/app-error.ts';
import { cleanText } from './clean-text.ts';
import { guessColumns } from './columns.ts';
import type { Row, StartListFile, Table } from './table.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** The delimiter is told by the beginning of a file, characters. */
const LOOKED_AT = 64 * 1024;

/**
 * Reads CSV: UTF-8, UTF-16 with a byte order mark, or Windows-1252; commas, semicolons, tabs or bars.
 * @throws AppError START_LIST_INVALID for bytes that are no text
 */
export function readCsv({ name, bytes }: StartListFile): Table {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) {
    throw new AppError(
      'START_LIST_INVALID',
      `${name} is neither CSV nor XLSX. Export the start list as one of them, then import it again.`,
    );
  }
  // Excel writes and reads a first line `sep=;`.
  const declared = text.match(/^sep=(.)\r?\n/i);
  const body = declared ? text.slice(declared[0].length) : text;
  const delimiter = declared?.[1] ?? bestDelimiter(body);
  const rows = parseRows(body, delimiter, declared ? 1 : 0);
  return { format: 'CSV', encoding, delimiter, rows };
}

/** The one that makes the most headers known, then the most columns. */
function bestDelimiter(text: string): string {
  const end = text.length > LOOKED_AT ? text.lastIndexOf('\n', LOOKED_AT) : -1;
  const beginning = end > 0 ? text.slice(0, end + 1) : text;
  const tried = DELIMITERS.map((delimiter) => {
    const rows = parseRows(beginning, delimiter, 0);
    const { known, header } = guessColumns(rows);
    return { delimiter, known, width: rows[header ?? 0]?.cells.length ?? 0 };
  });
  return tried.reduce((best, other) =>
    other.known > best.known || (other.known === best.known && other.width > best.width) ? other : best,
  ).delimiter;
}

function parseRows(text: string, delimiter: string, linesBefore: number): Row[] {
  const parseWith = (quotes: { relax_quotes: true } | { quote: null }): Row[] => {
    const rows: Row[] = [];
    parse(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      ...quotes,
      on_record: (record: string[], { lines }: { lines: number }) => {
        const cells = record.map(cellText);
        // A row of another delimiter alone is as empty.
        if (cells.some((cell) => /[^,;|]/.test(cell))) rows.push({ cells, line: lines + linesBefore });
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

/** `="0012"` is how an export keeps Excel from eating the zeros. */
const cellText = (cell: string): string => cleanText(cell.replace(/^="(.*)"$/, '$1'));

function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const as = (label: string, encoding: string) => ({ text: new TextDecoder(label).decode(bytes), encoding });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 'UTF-16');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 'UTF-16');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return as('windows-1252', 'Windows-1252');
  }
}
