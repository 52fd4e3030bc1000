import stringWidth from 'string-width';
import { cutEnd, cutStart, pad } from './text-width.ts';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly align?: 'left' | 'right';
  /** Gives way when the terminal is narrow; a path loses its beginning, a text its end. */
  readonly gives?: 'path' | 'text';
}

const GAP = 2;
const NARROWEST = 8;

/**
 * Lines of a table with a header. `width` is the terminal's, in columns; without one (output into a
 * file or pipe) nothing is cut.
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width?: number): string[] {
  const cells = rows.map((row) => columns.map((column) => column.cell(row).replaceAll(/\p{Cc}/gu, '�')));
  const titles = columns.map((column) => column.title);
  const widths = columns.map((_, place) =>
    Math.max(...[titles, ...cells].map((line) => stringWidth(line[place] ?? ''))),
  );
  if (width !== undefined) giveWay(columns, widths, width);
  return [titles, ...cells].map((line) =>
    columns
      .map((column, place) => {
        const text = line[place] ?? '';
        const columnWidth = widths[place] ?? 0;
        const fitted = column.gives === 'path' ? cutStart(text, columnWidth) : cutEnd(text, columnWidth);
        return pad(fitted, columnWidth, column.align);
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** Takes what is too wide from the columns that give way, the widest first. */
function giveWay<Row>(columns: readonly Column<Row>[], widths: number[], width: number): void {
  let excess = widths.reduce((sum, column) => sum + column, 0) + GAP * (columns.length - 1) - width;
  const giving = columns.flatMap((column, place) => (column.gives === undefined ? [] : [place]));
  while (excess > 0) {
    const widest = giving.reduce(
      (best, place) => ((widths[place] ?? 0) > (widths[best] ?? 0) ? place : best),
      giving[0] ?? 0,
    );
    const current = widths[widest] ?? 0;
    if (giving.length === 0 || current <= NARROWEST) return;
    const others = giving.filter((place) => place !== widest).map((place) => widths[place] ?? 0);
    const floor = Math.max(NARROWEST, ...others.filter((other) => other < current));
    const taken = Math.max(1, Math.min(excess, current - floor));
    widths[widest] = current - taken;
    excess -= taken;
  }
}
