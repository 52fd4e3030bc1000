import { dirname } from 'node:path';
import { AppError } from '../contract/app-error.ts';
import { isSystemError } from './file-error.ts';

/**
 * The sentence for what the system said when something was to be written. Anything that is not a system
 * error is a bug and is thrown again.
 */
export function destinationError(path: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (!isSystemError(cause)) throw cause;
  const folder = dirname(path);
  switch (cause.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('DISK_FULL', `The disk of ${folder} is full. Free some space on it.`, {
        retryable: true,
        cause,
      });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
      return new AppError(
        'DESTINATION_UNWRITABLE',
        `The disk of ${folder} does not answer. Connect it again.`,
        { retryable: true, cause },
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'DESTINATION_UNWRITABLE',
        `Nothing can be written to ${folder}. Make it writable, or choose another folder.`,
        { cause },
      );
    default:
      return new AppError(
        'DESTINATION_UNWRITABLE',
        `Writing to ${folder} failed (${cause.code}). Check the disk, or choose another folder.`,
        { cause },
      );
  }
}
