import { eventIterator } from '@orpc/contract';
import { LiveEvent } from '../live.ts';
import { procedure } from '../procedure.ts';

export const live = {
  watch: procedure
    .route({ method: 'GET', path: '/live', summary: 'Watch what changes' })
    .output(eventIterator(LiveEvent)),
};
