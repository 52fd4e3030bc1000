import type { Cell } from '../../../engine/contract/browse.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { confidence, timeOfDay } from '../../../messages/units.ts';
import type { CellWords } from './cell-view.ts';

/** Digits at the end of a name, which tell the photos of one camera apart: `4128` of `HHM_4128`. */
const NUMBER_AT_END = /[_-]?(\d{3,})$/;

/** `HHM_4128, 10:31:04, 349 to review, 1733, 1518, not rated, sharp`. */
export function photoName(cell: Cell, timeZone: string): string {
  const parts = [cell.name];
  if (cell.takenAt !== null) parts.push(timeOfDay(cell.takenAt, timeZone));
  if (cell.state === 'failed') parts.push(failed(cell), engineSentence(cell.reason?.message ?? ''));
  else if (cell.state === 'reading') parts.push(t('bib.reading'));
  else if (cell.bibs.length === 0) parts.push(noBib(cell));
  for (const bib of cell.bibs) {
    parts.push(bib.state === 'review' ? t('browse.cell.toReview', { number: bib.number }) : bib.number);
  }
  parts.push(t('stars.value', { stars: cell.stars }));
  if (cell.focus !== null) parts.push(t(`focus.${cell.focus}`));
  if (cell.flag !== null) parts.push(t(`flag.${cell.flag}`));
  if (cell.label !== null) parts.push(t('browse.cell.label', { colour: t(`history.label.${cell.label}`) }));
  if (cell.burst !== null && cell.burst.size > 1) {
    parts.push(t('browse.cell.burst', { position: cell.burst.position, size: cell.burst.size }));
  }
  if (cell.similarity !== null)
    parts.push(t('browse.cell.similarity', { cosine: confidence(cell.similarity) }));
  return parts.filter((part) => part !== '').join(', ');
}

/** Words of all cells of an event. */
export function cellWords(timeZone: string): CellWords {
  return {
    name: (cell) => photoName(cell, timeZone),
    short: ({ name }) => NUMBER_AT_END.exec(name)?.[1] ?? name,
    time: ({ takenAt }) => (takenAt === null ? '' : timeOfDay(takenAt, timeZone)),
    reading: t('bib.reading'),
    loading: t('browse.cell.loading'),
    missing: t('browse.cell.missing'),
    reason: engineSentence,
    noBib,
    similarity: confidence,
  };
}

function noBib({ faces }: Cell): string {
  return t('browse.cell.noBib', { faces });
}

/** A RAW file without a JPEG is whole: it only waits. */
function failed({ reason }: Cell): string {
  return t(reason?.code === 'RAW_NOT_READ' ? 'browse.cell.raw' : 'browse.cell.failed');
}
