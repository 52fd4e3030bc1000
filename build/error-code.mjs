// Plain JavaScript, because it runs before the pinned Node does: any Node from 20 on.

/**
 * The code of a system error, as `ENOENT`.
 *
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
