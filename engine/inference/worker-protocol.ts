import { AppError, type ErrorCode } from '../contract/app-error.ts';

/** What the parent tells a worker. `start` comes first and once. */
export type ToWorker<Setup, Task> =
  | { readonly kind: 'start'; readonly setup: Setup; readonly hardMemoryLimit: number }
  | { readonly kind: 'task'; readonly id: number; readonly task: Task }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'stop' };

/** What a worker tells its parent. `residentBytes` is the worker's memory after the work. */
export type FromWorker<Report, Result> =
  | { readonly kind: 'ready'; readonly report: Report; readonly residentBytes: number }
  | { readonly kind: 'startFailed'; readonly error: SentError }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result; readonly residentBytes: number }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly error: SentError;
      readonly residentBytes: number;
    };

/** An error on its way between processes: structured clone would drop its class and its code. */
export type SentError =
  | {
      readonly code: ErrorCode;
      readonly message: string;
      readonly retryable: boolean;
      readonly stack: string;
    }
  | { readonly code: null; readonly message: string; readonly stack: string };

export function packError(error: unknown): SentError {
  if (error instanceof AppError) {
    const { code, message, retryable } = error;
    return { code, message, retryable, stack: error.stack ?? message };
  }
  if (error instanceof Error)
    return { code: null, message: error.message, stack: error.stack ?? error.message };
  return { code: null, message: String(error), stack: String(error) };
}

/** The error again, with the stack of the process where it happened. */
export function unpackError(sent: SentError): Error {
  const error =
    sent.code === null
      ? new Error(sent.message)
      : new AppError(sent.code, sent.message, { retryable: sent.retryable });
  error.stack = sent.stack;
  return error;
}
