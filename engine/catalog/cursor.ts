import { createHash } from 'node:crypto';
import { AppError } from '../contract/app-error.ts';

/** Where a page ended: the sort key of its last hit. Numbers only, in the order of sorting. */
export type Position = readonly number[];

/**
 * An opaque text that holds a position in the results of one query. It is bound to the query by a
 * digest, so that a cursor that was cut, edited or taken from another search is refused instead of
 * giving a page of something else. It holds no secret and grants nothing.
 */
export function encodeCursor(query: unknown, position: Position): string {
  const payload = JSON.stringify(position);
  return Buffer.from(`${digest(query, payload)}${payload}`).toString('base64url');
}

/** @throws AppError CURSOR_INVALID when `encodeCursor(query, …)` did not give this text. */
export function decodeCursor(query: unknown, cursor: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString();
  const payload = text.slice(DIGEST_LENGTH);
  if (text.slice(0, DIGEST_LENGTH) !== digest(query, payload)) {
    throw new AppError(
      'CURSOR_INVALID',
      'This place in the results belongs to another search. Start again from the first page.',
    );
  }
  return JSON.parse(payload);
}

const DIGEST_LENGTH = 16;

function digest(query: unknown, payload: string): string {
  const hash = createHash('sha256').update(JSON.stringify(query)).update('\0').update(payload);
  return hash.digest('hex').slice(0, DIGEST_LENGTH);
}
