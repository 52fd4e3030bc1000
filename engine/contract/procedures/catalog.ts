import * as z from 'zod';
import { CatalogState } from '../catalog-state.ts';
import { procedure } from '../procedure.ts';

export const catalog = {
  state: procedure
    .route({ method: 'GET', path: '/catalog', summary: 'Say whether the events can be read' })
    .output(CatalogState),
  /**
   * Puts a backup in the place of a catalog that cannot be read, or, without one, begins an empty catalog.
   * The damaged file is kept beside it; `keptAs` is its name. Photos and previews are not touched.
   */
  restore: procedure
    .route({ method: 'POST', path: '/catalog/restore', summary: 'Replace a catalog that cannot be read' })
    .input(z.object({ backup: z.string().min(1).nullable() }))
    .output(z.object({ keptAs: z.string() })),
};
