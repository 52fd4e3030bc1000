import type { ColumnUse } from '../../../engine/contract/start-list.ts';

export const columnUses = [
  'bib',
  'name',
  'firstName',
  'lastName',
  'category',
  'team',
  'wave',
  'ignore',
] as const satisfies readonly ColumnUse[];

/**
 * Uses with one changed. Each is given to one column: whoever had it is not imported any more. A whole
 * name and its parts exclude each other.
 */
export function withUse(uses: readonly ColumnUse[], column: number, use: ColumnUse): ColumnUse[] {
  const excluded: readonly ColumnUse[] =
    use === 'ignore'
      ? []
      : use === 'name'
        ? ['name', 'firstName', 'lastName']
        : use === 'firstName' || use === 'lastName'
          ? [use, 'name']
          : [use];
  return uses.map((had, index) => (index === column ? use : excluded.includes(had) ? 'ignore' : had));
}
