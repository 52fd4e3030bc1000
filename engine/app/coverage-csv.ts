import { stringify } from 'csv-stringify/sync';
import type { Coverage } from '../contract/coverage.ts';

const HEADER = [
  'bib',
  'name',
  'category',
  'team',
  'wave',
  'photos accepted',
  'photos to review',
  'first photo',
  'last photo',
];

/**
 * Coverage as CSV, one line an athlete, then one for each bib that is on no start list. Times are by the
 * clock of the event. What programs for tables take for a formula is made a text; a mark says that it
 * is UTF-8.
 */
export function coverageCsv({ athletes, unlisted }: Coverage, timeZone: string): string {
  const clock = clockOf(timeZone);
  const figures = (of: Coverage['unlisted'][number] | Coverage['athletes'][number]) => [
    ...[String(of.accepted), String(of.toReview)],
    ...[of.firstAt, of.lastAt].map((at) => (at === null ? '' : clock(at))),
  ];
  const lines = [
    ...athletes.map((athlete) => {
      const { bib, name, category, team, wave } = athlete;
      return [bib, name ?? '', category ?? '', team ?? '', wave ?? '', ...figures(athlete)];
    }),
    ...unlisted.map((seen) => [seen.number, '', '', '', '', ...figures(seen)]),
  ];
  return stringify([HEADER, ...lines], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

/** `2026-05-17 10:31:04`, which every program for tables takes for a time. */
function clockOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  return (at) => format.format(at);
}
