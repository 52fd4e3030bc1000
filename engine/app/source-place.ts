import { readdir } from 'node:fs/promises';
import type { SourceRecord } from '../catalog/ingest-records.ts';
import { AppError } from '../contract/app-error.ts';
import { findCards } from '../ingest/cards.ts';

/**
 * Where a source is now; null where its card or drive is not connected. A card may come back under
 * another path. A folder that held photos and is empty now is a place where something was mounted.
 */
export async function placeOf(
  source: SourceRecord,
  { heldFiles }: { heldFiles: boolean },
): Promise<string | null> {
  if (source.kind === 'card') {
    return (await findCards()).find(({ identity }) => identity === source.identity)?.path ?? null;
  }
  const entries = await entriesOf(source.path);
  return entries === null || (entries === 0 && heldFiles) ? null : source.path;
}

/** Names in a folder; null where it cannot be read. */
export async function entriesOf(folder: string): Promise<number | null> {
  try {
    return (await readdir(folder)).length;
  } catch {
    return null;
  }
}

/** `at` is how far the import was, in photos. */
export function sourceMissing(
  { kind, name, path }: SourceRecord,
  at: { readonly photo: number; readonly of: number | null } | null,
): AppError {
  const count = (n: number) => n.toLocaleString('en');
  const place =
    at === null ? '' : ` at photo ${count(at.photo)}${at.of === null ? '' : ` of ${count(at.of)}`}`;
  return new AppError(
    'SOURCE_MISSING',
    kind === 'card'
      ? `Card removed${place}. Put ${name} back and the import goes on from there.`
      : `The folder ${path} is not there any more${place === '' ? '' : ` (stopped${place})`}. Connect its drive and the import goes on from there.`,
    { retryable: true },
  );
}
