/** Which cells of the film strip are drawn, and where: equal steps, so that nothing moves while cells load. */
export interface FilmStrip {
  /** CSS pixels from one cell's left edge to the next one's. */
  readonly pitch: number;
  /** Before the first and after the last cell. */
  readonly margin: number;
  readonly total: number;
}

/** Cells drawn on either side of those that are seen. */
const SPARE = 6;

/** Length of the whole strip. */
export function filmLength({ pitch, margin, total }: FilmStrip): number {
  return total * pitch + 2 * margin;
}

/** The cells to draw, from `first` to before `end`, while the strip is scrolled to `left`. */
export function filmWindow(
  { pitch, margin, total }: FilmStrip,
  left: number,
  width: number,
): { first: number; end: number } {
  const first = Math.floor((left - margin) / pitch) - SPARE;
  const end = Math.ceil((left + width - margin) / pitch) + SPARE;
  return { first: clamp(first, 0, total), end: clamp(end, 0, total) };
}

/** Left edge of a cell. */
export function filmLeft({ pitch, margin }: FilmStrip, index: number): number {
  return margin + index * pitch;
}

/**
 * Where to scroll so that a cell is seen with its neighbours: nowhere while it is seen already, a step
 * when it is the next one, and to the middle when it is far away.
 */
export function filmShowing(strip: FilmStrip, index: number, left: number, width: number): number {
  const start = filmLeft(strip, index) - strip.pitch;
  const end = filmLeft(strip, index) + 2 * strip.pitch;
  const most = Math.max(0, filmLength(strip) - width);
  if (start >= left && end <= left + width) return clamp(left, 0, most);
  const near = start >= left - 2 * strip.pitch && end <= left + width + 2 * strip.pitch;
  const wanted = near
    ? start < left
      ? start
      : end - width
    : filmLeft(strip, index) + strip.pitch / 2 - width / 2;
  return clamp(wanted, 0, most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
