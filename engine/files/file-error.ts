import { AppError } from '../contract/app-error.ts';

/** The character that decoding puts in the place of bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/** Whether an error came from the operating system, which gives it a `code` such as `ENOENT`. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/**
 * The sentences for an error that the operating system gave about a file or folder, which they call
 * "it": whoever shows them names it beside them. `known` says that
 * it was there a moment ago. Anything that is not a system error is a bug and is thrown again.
 */
export function fileError(path: string, cause: unknown, known: boolean): AppError {
  if (cause instanceof AppError) return cause;
  if (!isSystemError(cause)) throw cause;
  switch (cause.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return absent(path, cause, known);
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'FILE_UNREADABLE',
        `This user may not read it. Change the permissions, or run as a user who may read it.`,
        { cause },
      );
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'EREMOTEIO':
    case 'ENOTCONN':
      return new AppError(
        'FILE_UNREADABLE',
        `The card or disk stopped answering while it was read (${cause.code}). Check that it is plugged in, copy what still can be copied, and run again.`,
        { cause, retryable: true },
      );
    case 'EMFILE':
    case 'ENFILE':
      return new AppError(
        'FILE_UNREADABLE',
        `It could not be opened, because too many files are open on this machine. Close other programs and run again.`,
        { cause, retryable: true },
      );
    case 'ENAMETOOLONG':
      return new AppError(
        'FILE_UNREADABLE',
        `Its path is too long for this system. Move the folder nearer to the top of the disk and run again.`,
        { cause },
      );
    case 'ELOOP':
      return new AppError(
        'FILE_UNREADABLE',
        `It is a link that leads back to itself. Remove the link, or name the real folder.`,
        { cause },
      );
    default:
      return new AppError(
        'FILE_UNREADABLE',
        `It could not be read (${cause.code}). Check the card or disk and run again.`,
        { cause },
      );
  }
}

/**
 * Node gives every name as a string. Bytes that are not UTF-8 turn into U+FFFD on the way, and the
 * file is then not found under the string: that is how such a name is told from an absent file.
 */
function absent(path: string, cause: unknown, known: boolean): AppError {
  if (path.includes(REPLACEMENT)) {
    return new AppError(
      'FILE_NAME_NOT_UTF8',
      `Its name is not written in UTF-8, so it cannot be opened by that name. Rename it; "convmv -r -f latin1 -t utf8 --notest FOLDER" does so for a whole folder.`,
      { cause },
    );
  }
  return known
    ? new AppError(
        'FILE_VANISHED',
        `It was there when the folder was listed and is gone now. Run again if it was moved or renamed.`,
        { cause },
      )
    : new AppError('FILE_NOT_FOUND', `There is no file or folder ${path}. Check the spelling.`, { cause });
}
