import type { RelativeBox } from '../contract/decision.ts';

/**
 * The part of a photo that shows who somebody is: head to bib, with some air. Of a face alone, as far down as a bib
 * is worn; of a bib alone, as far up as a head is.
 *
 * @param aspect Width by height of the photo.
 */
export function bodyCrop(face: RelativeBox | null, bib: RelativeBox | null, aspect: number): RelativeBox {
  const parts: RelativeBox[] = [];
  if (face) {
    const [x, y, width, height] = face;
    parts.push([x - width, y - 0.6 * height, 3 * width, bib ? 2 * height : 5.2 * height]);
  }
  if (bib) {
    const [x, y, width, height] = bib;
    // A bib is about as high as it is wide to the eye, and a head three bibs above it.
    const unit = Math.max(height, (width * aspect) / 2.5);
    parts.push([x - 0.5 * width, y - (face ? 0.5 * unit : 4 * unit), 2 * width, (face ? 2.2 : 5.8) * unit]);
  }
  const left = Math.max(0, Math.min(...parts.map(([x]) => x)));
  const top = Math.max(0, Math.min(...parts.map(([, y]) => y)));
  const right = Math.min(1, Math.max(...parts.map(([x, , width]) => x + width)));
  const bottom = Math.min(1, Math.max(...parts.map(([, y, , height]) => y + height)));
  return [left, top, right - left, bottom - top].map((share) => Math.round(share * 1e4) / 1e4) as RelativeBox;
}
