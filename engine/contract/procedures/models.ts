import * as z from 'zod';
import { PackStatus } from '../model-status.ts';
import { procedure } from '../procedure.ts';

export const models = {
  list: procedure
    .route({ method: 'GET', path: '/models', summary: 'List model packs and the state of each model' })
    .output(z.array(PackStatus)),
};
