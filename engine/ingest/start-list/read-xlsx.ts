import { type CellValue, readSheet } from 'read-excel-file/node';
import { AppError } from '../../contract/app-error.ts';
import { cleanText } from './clean-text.ts';
import { paddedCells } from './number-formats.ts';
import { MAX_COLUMNS, type Row, type StartListFile, type Table } from './table.ts';
import type { ZipEntry } from './zip-entries.ts';

/** Bytes that the XML of a workbook may unpack to: ten times what 200,000 rows take. */
const MAX_UNPACKED = 512 * 1024 ** 2;

/**
 * Reads the first sheet of a workbook that is not hidden and not empty. Numbers are as people type them,
 * with the zeros in front that their format shows; dates and times are `2026-05-03` and `09:30`; a cell with
 * an error is empty.
 *
 * @throws AppError START_LIST_INVALID
 */
export async function readXlsx({ name, bytes }: StartListFile, entries: readonly ZipEntry[]): Promise<Table> {
  const workbook = entries.find((entry) => entry.name === 'xl/workbook.xml');
  if (!workbook) throw new AppError('START_LIST_INVALID', whatItIs(name, entries));
  try {
    refuseHuge(name, entries);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const place of visibleSheets(workbook)) {
      const rows = rowsOf(await readSheet(buffer, place), paddedCells(entries, place, MAX_UNPACKED));
      if (rows.length > 0) return { format: 'XLSX', encoding: null, delimiter: null, rows };
    }
    return { format: 'XLSX', encoding: null, delimiter: null, rows: [] };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'START_LIST_INVALID',
      `${name} cannot be read as a workbook; it may have been cut short. Open it in a spreadsheet program and save it again as XLSX or CSV.`,
      { cause: error },
    );
  }
}

/** Sheets in their order, counted from 1. */
function visibleSheets(workbook: ZipEntry): number[] {
  const xml = workbook.read(MAX_UNPACKED).toString('utf8');
  const sheets = [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => tag);
  return sheets.flatMap((tag, i) => (/\sstate=["'](?:hidden|veryHidden)["']/.test(tag) ? [] : [i + 1]));
}

/** @param padded Digits of the cells that show zeros in front, by their addresses. */
function rowsOf(
  sheet: readonly (readonly (CellValue | null)[])[],
  padded: ReadonlyMap<string, number>,
): Row[] {
  const text = (value: CellValue | null, column: number, row: number) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? String(value).padStart(padded.get(`${letters(column)}${row + 1}`) ?? 0, '0')
      : cellText(value);
  return sheet
    .map((values, row) => ({
      cells: withoutEmptyEnd(values.map((value, column) => text(value, column, row))),
      line: row + 1,
    }))
    .filter(({ cells }) => cells.length > 0);
}

function withoutEmptyEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

/** `A`, `Z`, `AA` for columns 0, 25, 26. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function cellText(value: CellValue | null): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value);
  return cleanText(String(value));
}

/** A workbook has no zones, and days and times share one number: a time alone is on its day 0, in 1899. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = time.endsWith(':00.000Z') ? time.slice(0, 5) : time.slice(0, 8);
  if (date.getUTCFullYear() < 1901) return clock;
  return clock === '00:00' ? day : `${day} ${clock}`;
}

/**
 * A workbook of a few KB may unpack to gigabytes, and a cell far to the right makes every row as wide:
 * both are told before the workbook is read.
 */
function refuseHuge(name: string, entries: readonly ZipEntry[]): void {
  const xml = entries.filter((entry) => /\.xml(\.rels)?$/.test(entry.name));
  const unpacked = xml.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MAX_UNPACKED) {
    throw new AppError(
      'START_LIST_INVALID',
      `${name} is too large: it unpacks to ${Math.round(unpacked / 1024 ** 2).toLocaleString('en')} MB. Copy the start list into a workbook of its own, then import that.`,
    );
  }
  for (const sheet of xml.filter((entry) => entry.name.startsWith('xl/worksheets/sheet'))) {
    // A cell in column AAA or beyond that holds something.
    const far = sheet
      .read(MAX_UNPACKED)
      .toString('latin1')
      .match(/<c [^>]*?r="([A-Z]{3})\d+"[^>]*(?<!\/)>/);
    if (!far) continue;
    throw new AppError(
      'START_LIST_INVALID',
      `${name} has a cell in column ${far[1]}, and no more than ${MAX_COLUMNS} columns can be read. Delete what is far to the right of the start list, then import it again.`,
    );
  }
}

/** Other files that come as ZIP archives. */
function whatItIs(name: string, entries: readonly ZipEntry[]): string {
  const has = (start: string) => entries.some((entry) => entry.name.startsWith(start));
  const save = 'Save it as XLSX or CSV, then import that.';
  if (has('xl/workbook.bin')) return `${name} is a binary workbook (XLSB). ${save}`;
  if (has('word/')) return `${name} is a text document (DOCX), and no table. ${save}`;
  if (has('Index/')) return `${name} is a Numbers document. Export it as Excel or CSV, then import that.`;
  if (has('content.xml')) return `${name} is an OpenDocument file (ODS). ${save}`;
  return `${name} is a ZIP archive without a workbook. Unpack it, and import the start list that is in it.`;
}
