import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `text` cut to so many terminal columns, the last of them an ellipsis where something was cut. */
export function cutEnd(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let fitted = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const width = stringWidth(segment);
    if (used + width > columns - 1) break;
    fitted += segment;
    used += width;
  }
  return columns > 0 ? `${fitted}…` : '';
}

/** As `cutEnd`, but cut at the front: the end of a path says more than its beginning. */
export function cutStart(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let fitted = '';
  let used = 0;
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    const width = stringWidth(segment);
    if (used + width > columns - 1) break;
    fitted = segment + fitted;
    used += width;
  }
  return columns > 0 ? `…${fitted}` : '';
}

/** `text` filled up with spaces to so many terminal columns. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}
