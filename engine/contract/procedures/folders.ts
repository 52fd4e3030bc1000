import * as z from 'zod';
import { GrantedFolder } from '../ingest.ts';
import { machineOnly } from '../procedure.ts';

export const folders = {
  /** Lets a window use a folder that a person chose or dropped, by the id that comes back. */
  grant: machineOnly
    .route({ method: 'POST', path: '/folders', summary: 'Grant a folder' })
    .input(z.object({ path: z.string().min(1) }))
    .output(GrantedFolder),
};
