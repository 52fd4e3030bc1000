import * as z from 'zod';
import { PackStatus } from '../model-status.ts';
import { procedure } from '../procedure.ts';

export const models = {
  list: procedure
    .route({ method: 'GET', path: '/models', summary: 'List model packs and the state of each model' })
    .output(z.array(PackStatus)),
  /** The same as it is known by now: files are looked for, nothing is loaded. */
  known: procedure
    .route({ method: 'GET', path: '/models/known', summary: 'List what is known of the models' })
    .output(z.array(PackStatus)),
  /** Proves anew what runs each model, whatever was found earlier, and starts analysis again by that. */
  prove: procedure
    .route({ method: 'POST', path: '/models/prove', summary: 'Prove execution providers again' })
    .input(z.object({ pack: z.string().min(1) }))
    .output(z.array(PackStatus)),
};
