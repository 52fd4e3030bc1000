import type { PreviewKind } from '../blobs/preview-path.ts';
import { RelativeBox } from '../contract/decision.ts';
import { SHEET_LIMIT, type SheetKind } from '../contract/picture-sheet.ts';

/** What the address of a picture stands for. */
export type MediaAddress =
  | { readonly kind: PreviewKind | 'original'; readonly event: string; readonly photoId: string }
  | { readonly kind: 'face'; readonly event: string; readonly faceId: string }
  | {
      readonly kind: 'region';
      readonly event: string;
      readonly photoId: string;
      readonly box: RelativeBox;
    };

/**
 * Reads `media/<event>/<kind>/<id>`, with or without a slash before it; null for anything else. Ids are
 * hexadecimal and nothing else is let through: no part of an address becomes part of a path.
 */
export function readMediaAddress(address: string): MediaAddress | null {
  const match = address.match(
    /^\/?media\/([0-9a-f-]{36})\/(?:(small|thumb|preview|original|region)\/([0-9a-f]{64})|face\/([0-9a-f]{32}))(?:\?(.*))?$/,
  );
  if (!match) return null;
  const [, event = '', kind, photoId = '', faceId, query] = match;
  if (faceId !== undefined) return { kind: 'face', event, faceId };
  if (kind === 'region') {
    const numbers = new URLSearchParams(query).get('box')?.split(',').map(Number);
    const box = RelativeBox.safeParse(numbers);
    return box.success ? { kind, event, photoId, box: box.data } : null;
  }
  return { kind: kind as PreviewKind | 'original', event, photoId };
}

/** Reads the address of a sheet, as `sheetAddress` writes it; null for anything else. */
export function readSheetAddress(
  address: string,
): { readonly kind: SheetKind; readonly photoIds: readonly string[] } | null {
  const match = address.match(/^\/?media\/[0-9a-f-]{36}\/sheet\/(small|thumb)\?ids=([0-9a-f,]+)$/);
  const photoIds = match?.[2]?.split(',') ?? [];
  const known = photoIds.every((id) => /^[0-9a-f]{64}$/.test(id));
  if (!match || !known || photoIds.length > SHEET_LIMIT) return null;
  return { kind: match[1] as SheetKind, photoIds };
}
