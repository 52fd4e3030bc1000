import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { AnalyzedPhoto } from '../analyzed-photo.ts';
import { EventRef, procedure } from '../procedure.ts';

export const readings = {
  /** What the event knows by now, one photo at a time, confidence settled by the event's own statistics. */
  list: procedure
    .route({
      method: 'GET',
      path: '/events/{event}/readings',
      summary: 'Read what was found, photo by photo',
    })
    .input(z.object({ event: EventRef }))
    .output(eventIterator(AnalyzedPhoto)),
};
