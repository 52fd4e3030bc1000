export type Ranges = { from: number; to: number }[];

/**
 * Ranges of numbers as people write them: `1-999, 2000 – 2450; 3001`. Says which part means nothing, or
 * is the wrong way round.
 */
export function rangesFrom(
  text: string,
): { ranges: Ranges } | { problem: 'unreadable' | 'order'; text: string } {
  const ranges: Ranges = [];
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === '') continue;
    const match = /^(\d{1,10})(?:\s*[-–—]\s*(\d{1,10}))?$/.exec(part);
    if (!match) return { problem: 'unreadable', text: part };
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from > to) return { problem: 'order', text: part };
    ranges.push({ from, to });
  }
  return { ranges };
}

/** As `rangesFrom` reads them. */
export const writeRanges = (ranges: Readonly<Ranges>): string =>
  ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
