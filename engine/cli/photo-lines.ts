import { relative } from 'node:path';
import type { AnalyzedPhoto } from '../contract/analyzed-photo.ts';

/** A path as a person types it: from here if it lies below, else whole. */
export function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}

/** `IMG_0001.jpg  349 (97 %), 12 (80 %)  3 faces` */
export function photoLine(photo: AnalyzedPhoto): string {
  const file = shortPath(photo.file);
  if (photo.error) return `${file}  ${photo.error.message}`;
  const bibs = photo.bibs.map(({ number, confidence }) => `${number} (${percent(confidence)})`).join(', ');
  return `${file}  ${bibs || 'no bib'}  ${count(photo.faces.length, 'face')}`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `1 photo`, `2 photos` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
