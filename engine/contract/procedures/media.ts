import * as z from 'zod';
import { machineOnly } from '../procedure.ts';

export const media = {
  /** The file that a picture's address stands for, made where it does not exist yet; null where it cannot be. */
  locate: machineOnly
    .route({ method: 'POST', path: '/media', summary: 'Find the file of a picture' })
    .input(z.object({ address: z.string() }))
    .output(z.object({ path: z.string(), type: z.string(), immutable: z.boolean() }).nullable()),
};
