import { mapEventIterator } from '@orpc/client';
import { implement } from '@orpc/server';
import { AppError } from '../contract/app-error.ts';
import { contract } from '../contract/contract.ts';
import { toTransport } from '../contract/orpc-errors.ts';
import type { ProcedureMeta } from '../contract/procedure.ts';
import type { AppContext } from './context.ts';

/**
 * What each domain implements its procedures with. An AppError is thrown as it is anywhere in the
 * engine and travels as its contract declares, from a stream in the middle of its events as well.
 */
export const os = implement(contract)
  .$context<AppContext>()
  .use(async ({ next, context, procedure, path }) => {
    try {
      refuseWindows(procedure['~orpc'].meta, context.caller, path);
      const result = await next();
      return isStream(result.output)
        ? { ...result, output: mapEventIterator(result.output, { value: same, error: travelling }) }
        : result;
    } catch (error) {
      throw toTransport(error);
    }
  });

/** What names files of this machine is not for a window or a browser to ask. */
function refuseWindows(
  { callers }: ProcedureMeta,
  caller: AppContext['caller'],
  path: readonly string[],
): void {
  if (callers !== 'machine' || caller === 'machine') return;
  throw new AppError(
    'NOT_FROM_A_WINDOW',
    `${path.join('.')} names files of this machine, so no window and no browser may ask for it. Choose the folder in the desktop application's own dialog.`,
  );
}

const same = async <T>(value: T): Promise<T> => value;
const travelling = async (error: unknown): Promise<unknown> => toTransport(error);

function isStream(output: unknown): output is AsyncIterator<unknown, unknown, unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}
