import { AppError } from '../../contract/app-error.ts';

/** A start list as rows of text, before anybody knows what its columns mean. */
export interface Table {
  readonly format: 'CSV' | 'XLSX';
  /** `UTF-8`, `Windows-1252` …; null for XLSX. */
  readonly encoding: string | null;
  /** Null for XLSX. */
  readonly delimiter: string | null;
  /** Rows that are not empty. */
  readonly rows: Row[];
}

export interface Row {
  readonly cells: readonly string[];
  /** In the file, from 1. */
  readonly line: number;
}

/** A start list that somebody gave: a file of a window or of this machine. */
export interface StartListFile {
  /** What it is called in messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More lines than the largest race has, and still read within seconds. */
export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 300;
export const MAX_BYTES = 32 * 1024 ** 2;

/** @throws AppError START_LIST_INVALID */
export function checkSize({ rows }: Table, name: string): void {
  if (rows.length > MAX_ROWS) {
    throw new AppError(
      'START_LIST_INVALID',
      `${name} has ${rows.length.toLocaleString('en')} rows, and no more than ${MAX_ROWS.toLocaleString('en')} can be read. Keep the rows of this event, then import it again.`,
    );
  }
  const width = Math.max(0, ...rows.slice(0, 1000).map(({ cells }) => cells.length));
  if (width > MAX_COLUMNS) {
    throw new AppError(
      'START_LIST_INVALID',
      `${name} has ${width} columns, and no more than ${MAX_COLUMNS} can be read. Keep those with bibs, names, categories, teams and waves, then import it again.`,
    );
  }
}
