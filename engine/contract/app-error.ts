import * as z from 'zod';

/**
 * Every way in which Photofinish can fail at something a person asked for. A bug is not in this
 * list: bugs throw ordinary errors.
 */
export const ErrorCode = z.enum([
  // One file
  'FILE_NOT_FOUND',
  'FILE_VANISHED',
  'FILE_UNREADABLE',
  'FILE_EMPTY',
  'FILE_TRUNCATED',
  'FILE_NOT_A_PHOTO',
  'FILE_NAME_NOT_UTF8',
  'PHOTO_TOO_LARGE',
  'PHOTO_NO_PIXELS',
  // Analysis
  'ANALYSIS_CRASHED',
  'ANALYSIS_TIMED_OUT',
  'ANALYSIS_QUARANTINED',
  'ANALYSIS_CANCELLED',
  // Models and machine
  'MODEL_MISSING',
  'MODEL_CORRUPT',
  'MODEL_INCOMPATIBLE',
  'PROVIDER_FAILED',
  'DISK_FULL',
  'OUT_OF_MEMORY',
  'UNSUPPORTED_NODE',
  // Catalog
  'CATALOG_NEWER',
  'CATALOG_CORRUPT',
  'CATALOG_LOCKED',
  'CATALOG_UNWRITABLE',
  'EVENT_NOT_FOUND',
  'EVENT_EXISTS',
  'PHOTO_NOT_FOUND',
  'FACE_NOT_FOUND',
  'NO_FACE_IN_IMAGE',
  'SAMPLE_NOT_READY',
  // Ingest
  'SOURCE_MISSING',
  'SOURCE_NOT_FOUND',
  'DESTINATION_UNWRITABLE',
  'DESTINATION_INSIDE_SOURCE',
  'COPY_DIFFERS',
  'SOURCE_CHANGED',
  'RAW_NOT_READ',
  'VIDEO_NOT_SEARCHED',
  'RUN_NOT_FOUND',
  'RUN_IN_PROGRESS',
  // Who asks
  'NOT_FROM_A_WINDOW',
  // Between a browser and the host
  'HOST_NOT_ALLOWED',
  'ORIGIN_NOT_ALLOWED',
  'ADDRESS_NOT_FOUND',
  'REQUEST_TOO_LARGE',
  'LENGTH_REQUIRED',
  'SERVER_CLOSING',
  'ADDRESS_IN_USE',
  // What was typed
  'INPUT_INVALID',
  'START_LIST_INVALID',
  'CURSOR_INVALID',
  'ALREADY_ANSWERED',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as data: what crosses a process border, lands in the catalog, or is shown to a person. */
export const ErrorInfo = z.object({ code: ErrorCode, message: z.string() });
export type ErrorInfo = z.infer<typeof ErrorInfo>;

/**
 * The one error type for what can go wrong outside the program's own logic. `message` is a sentence
 * for a person: what happened, then what to do. `retryable` says whether the same call may succeed
 * later without anybody changing anything.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? false;
  }

  get info(): ErrorInfo {
    return { code: this.code, message: this.message };
  }
}
