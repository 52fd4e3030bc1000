import { ORPCError } from '@orpc/contract';
import * as z from 'zod';
import { AppError, ErrorCode } from './app-error.ts';

/** The HTTP status of each error code. */
const status = {
  FILE_NOT_FOUND: 404,
  FILE_VANISHED: 410,
  FILE_UNREADABLE: 422,
  FILE_EMPTY: 422,
  FILE_TRUNCATED: 422,
  FILE_NOT_A_PHOTO: 422,
  FILE_NAME_NOT_UTF8: 422,
  PHOTO_TOO_LARGE: 413,
  PHOTO_NO_PIXELS: 422,
  ANALYSIS_CRASHED: 500,
  ANALYSIS_TIMED_OUT: 504,
  ANALYSIS_QUARANTINED: 500,
  ANALYSIS_CANCELLED: 499,
  MODEL_MISSING: 503,
  MODEL_CORRUPT: 503,
  MODEL_INCOMPATIBLE: 503,
  PROVIDER_FAILED: 503,
  DISK_FULL: 507,
  OUT_OF_MEMORY: 503,
  UNSUPPORTED_NODE: 500,
  CATALOG_NEWER: 409,
  CATALOG_CORRUPT: 500,
  CATALOG_LOCKED: 503,
  CATALOG_UNWRITABLE: 500,
  EVENT_NOT_FOUND: 404,
  EVENT_EXISTS: 409,
  PHOTO_NOT_FOUND: 404,
  FACE_NOT_FOUND: 404,
  NO_FACE_IN_IMAGE: 422,
  SAMPLE_NOT_READY: 409,
  SOURCE_MISSING: 409,
  SOURCE_NOT_FOUND: 404,
  DESTINATION_UNWRITABLE: 507,
  DESTINATION_INSIDE_SOURCE: 422,
  COPY_DIFFERS: 500,
  SOURCE_CHANGED: 409,
  RAW_NOT_READ: 422,
  VIDEO_NOT_SEARCHED: 422,
  RUN_NOT_FOUND: 404,
  RUN_IN_PROGRESS: 409,
  NOT_FROM_A_WINDOW: 403,
  HOST_NOT_ALLOWED: 421,
  ORIGIN_NOT_ALLOWED: 403,
  ADDRESS_NOT_FOUND: 404,
  REQUEST_TOO_LARGE: 413,
  LENGTH_REQUIRED: 411,
  SERVER_CLOSING: 503,
  ADDRESS_IN_USE: 409,
  INPUT_INVALID: 400,
  START_LIST_INVALID: 422,
  CURSOR_INVALID: 400,
  ALREADY_ANSWERED: 409,
} as const satisfies Record<ErrorCode, number>;

const ErrorData = z.object({ retryable: z.boolean() });

/** Every error code as oRPC declares errors: part of each procedure's contract. */
export const errorMap = Object.fromEntries(
  ErrorCode.options.map((code) => [code, { status: status[code], data: ErrorData }]),
) as Record<ErrorCode, { status: number; data: typeof ErrorData }>;

/** An AppError as it travels; anything else is returned as it is, for the transport to hide as a bug. */
export function toTransport(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  return new ORPCError(error.code, {
    defined: true,
    status: status[error.code],
    message: error.message,
    data: { retryable: error.retryable },
    cause: error,
  });
}

/**
 * What a caller got, as the AppError that it was. An input that its schema refused becomes
 * INPUT_INVALID with the schema's words. Anything else is returned as it is: a bug, or a transport's
 * own trouble.
 */
export function fromTransport(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const code = ErrorCode.safeParse(error.code);
  if (code.success) {
    const data = ErrorData.safeParse(error.data);
    return new AppError(code.data, error.message, {
      retryable: data.success && data.data.retryable,
      cause: error,
    });
  }
  if (error.code === 'BAD_REQUEST') {
    const issues = InputIssues.safeParse(error.data);
    const words = issues.success
      ? issues.data.issues.map((issue) => [...(issue.path ?? []), issue.message].join(': '))
      : [error.message];
    return new AppError('INPUT_INVALID', `${words.join('; ')}.`, { cause: error });
  }
  return error;
}

const InputIssues = z.object({
  issues: z.array(
    z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }),
  ),
});
