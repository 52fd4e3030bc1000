/** Pictures that one sheet may hold: a screen of cells, and an address that every host takes. */
export const SHEET_LIMIT = 64;

export type SheetKind = 'small' | 'thumb';

/** Address of several pictures at once, relative to the page. Ids of photos, `SHEET_LIMIT` at most. */
export const sheetAddress = (event: string, kind: SheetKind, photoIds: readonly string[]): string =>
  `media/${event}/sheet/${kind}?ids=${photoIds.join()}`;

/** Bytes of the length that stands before each picture: an unsigned number, the lowest byte first. */
const LENGTH = 4;

/** Pictures one after another, each after its length. One that is not there has the length 0. */
export function packSheet(pictures: readonly (Uint8Array | null)[]): Uint8Array<ArrayBuffer> {
  const sheet = new Uint8Array(pictures.reduce((sum, one) => sum + LENGTH + (one?.length ?? 0), 0));
  const view = new DataView(sheet.buffer);
  let at = 0;
  for (const picture of pictures) {
    view.setUint32(at, picture?.length ?? 0, true);
    at += LENGTH;
    if (picture) sheet.set(picture, at);
    at += picture?.length ?? 0;
  }
  return sheet;
}

/** The pictures of a sheet, in order; those that are cut off or missing are null. They share its memory. */
export function unpackSheet(sheet: ArrayBuffer): (Uint8Array<ArrayBuffer> | null)[] {
  const view = new DataView(sheet);
  const pictures: (Uint8Array<ArrayBuffer> | null)[] = [];
  for (let at = 0; at + LENGTH <= sheet.byteLength; ) {
    const length = view.getUint32(at, true);
    at += LENGTH;
    const whole = length > 0 && at + length <= sheet.byteLength;
    pictures.push(whole ? new Uint8Array(sheet, at, length) : null);
    at += length;
  }
  return pictures;
}
