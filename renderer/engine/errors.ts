import { ORPCError } from '@orpc/client';
import type { ErrorCode } from '../../engine/contract/app-error.ts';
import { engineSentence, t } from '../../messages/format.ts';
import { ConnectionLost } from './redial.ts';

/**
 * What a failed call says to a person. An AppError brings its own sentence; everything else is a bug or
 * a broken connection, whose words are for a log.
 */
export function sentenceOf(error: unknown): string {
  if (error instanceof ORPCError) {
    if (error.defined) return engineSentence(error.message);
    if (error.code === 'BAD_REQUEST') return t('errors.notUnderstood', { details: issuesOf(error.data) });
    return t('errors.unexpected');
  }
  if (error instanceof ConnectionLost) return t(window.host ? 'errors.engineAway' : 'errors.serverAway');
  return t('errors.interrupted');
}

/** The AppError's code, where it is one. The contract declares all of them, so it is one of the list. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof ORPCError && error.defined ? (error.code as ErrorCode) : undefined;
}

function issuesOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues))
    return '';
  return data.issues
    .map((issue: { message?: unknown }) => (typeof issue.message === 'string' ? issue.message : ''))
    .filter(Boolean)
    .join('; ');
}
