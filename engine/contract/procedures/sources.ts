import * as z from 'zod';
import { Source } from '../ingest.ts';
import { InEvent, procedure } from '../procedure.ts';

export const sources = {
  /** Cards that are connected, and folders that were added, with what the event has of them. */
  list: procedure
    .route({ method: 'GET', path: '/events/{event}/sources', summary: 'List cards and folders' })
    .input(InEvent)
    .output(z.array(Source)),
  /** Adds a folder that was granted. A folder that is a card's becomes that card. */
  add: procedure
    .route({ method: 'POST', path: '/events/{event}/sources', summary: 'Add a folder' })
    .input(InEvent.extend({ folder: z.uuid() }))
    .output(Source),
  forget: procedure
    .route({ method: 'DELETE', path: '/events/{event}/sources/{source}', summary: 'Forget a folder' })
    .input(InEvent.extend({ source: z.uuid() }))
    .output(z.void()),
  rescan: procedure
    .route({
      method: 'POST',
      path: '/events/{event}/sources/rescan',
      summary: 'Look for cards and photos again',
    })
    .input(InEvent)
    .output(z.array(Source)),
};
