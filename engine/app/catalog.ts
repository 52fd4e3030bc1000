import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { CatalogState } from '../contract/catalog-state.ts';
import { os } from './implementer.ts';

/** What is wrong with the file itself, so that another in its place helps. */
const DAMAGED = 'CATALOG_CORRUPT';

export const catalog = {
  state: os.catalog.state.handler(async ({ context }): Promise<CatalogState> => {
    const { backupsOf } = await import('../catalog/sqlite/backups.ts');
    const file = path.join(context.home, 'catalog.sqlite');
    return { path: file, problem: (await problemOf(context))?.info ?? null, backups: await backupsOf(file) };
  }),

  restore: os.catalog.restore.handler(async ({ input, context }) => {
    const { backupsOf, replaceCatalog } = await import('../catalog/sqlite/backups.ts');
    const problem = await problemOf(context);
    if (problem?.code !== DAMAGED) {
      throw problem ?? new AppError('INPUT_INVALID', 'The events can be read, so nothing is restored.');
    }
    const file = path.join(context.home, 'catalog.sqlite');
    const { backup } = input;
    if (backup !== null && !(await backupsOf(file)).some(({ name }) => name === backup)) {
      throw new AppError('INPUT_INVALID', `There is no backup ${backup}. Look at the list again.`);
    }
    await context.closeCatalog();
    try {
      return { keptAs: await replaceCatalog(file, backup) };
    } catch (cause) {
      throw new AppError(
        'CATALOG_UNWRITABLE',
        `The catalog could not be replaced (${file}). Give your user write access to its folder, close other programs that have it open, then restore again. The damaged file and the backups are as they were.`,
        { cause },
      );
    }
  }),
};

/** Why events cannot be read; null where they can. Damage may show when the file is opened, or when it is read. */
async function problemOf(context: { catalog(): Promise<{ events(): Promise<unknown> }> }) {
  try {
    await (await context.catalog()).events();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
