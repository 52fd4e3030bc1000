import type { ZipEntry } from './zip-entries.ts';

/**
 * Cells of a sheet whose numbers are shown with zeros in front, as bibs are (`0042` by the format `0000`),
 * with how many digits at least: `B7` → 4. The number itself, which is all that readers of workbooks give,
 * is 42.
 *
 * @param place Of the sheet in the workbook, counted from 1.
 */
export function paddedCells(entries: readonly ZipEntry[], place: number, most: number): Map<string, number> {
  const read = (name: string) =>
    entries
      .find((entry) => entry.name === name)
      ?.read(most)
      .toString('utf8') ?? '';
  const digits = digitsOfStyles(read('xl/styles.xml'));
  if (digits.every((least) => least < 2)) return new Map();
  const id = tags(read('xl/workbook.xml'), 'sheet')[place - 1]?.match(/\s\w+:id=["']([^"']+)["']/)?.[1];
  const relation = tags(read('xl/_rels/workbook.xml.rels'), 'Relationship').find(
    (tag) => attribute(tag, 'Id') === id,
  );
  const target = (relation && attribute(relation, 'Target')) ?? '';
  const sheet = read(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  const cells = new Map<string, number>();
  for (const tag of tags(sheet, 'c')) {
    const least = digits[Number(attribute(tag, 's') ?? 0)] ?? 0;
    const address = attribute(tag, 'r');
    if (least > 1 && address !== null) cells.set(address, least);
  }
  return cells;
}

/** Digits that each cell style shows at least; 0 where it is no format of whole numbers alone. */
function digitsOfStyles(styles: string): number[] {
  const formats = new Map(
    tags(styles, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode') ?? '']),
  );
  const cellStyles = /<(?:\w+:)?cellXfs[\s>].*?<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[0] ?? '';
  return tags(cellStyles, 'xf').map((tag) => {
    // A format for other signs may follow: `0000;-0000;@`.
    const [positive = ''] = (formats.get(attribute(tag, 'numFmtId')) ?? '').split(';');
    return /^#*(0+)$/.exec(positive.trim())?.[1]?.length ?? 0;
  });
}

function tags(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g'))].map(([tag]) => tag);
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}
