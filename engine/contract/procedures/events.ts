import * as z from 'zod';
import { Event, EventFacts, EventWithCounts } from '../event.ts';
import { EventRef, InEvent, procedure } from '../procedure.ts';
import { SampleState } from '../sample.ts';

/** What a person may say of an event; folders are named by the id that they were granted under. */
export const EventChange = EventFacts.omit({ photosFolder: true })
  .partial()
  .extend({ keepIn: z.uuid().nullable().optional() });

export type EventChange = z.infer<typeof EventChange>;

/** What a person may say of a new event; the engine chooses the rest. */
export const NewEvent = EventChange.required({ name: true });

export const events = {
  list: procedure
    .route({ method: 'GET', path: '/events', summary: 'List events' })
    .output(z.array(EventWithCounts)),
  find: procedure
    .route({ method: 'GET', path: '/events/{event}', summary: 'Find an event by name or id' })
    .input(z.object({ event: EventRef }))
    .output(Event),
  create: procedure
    .route({ method: 'POST', path: '/events', summary: 'Create an event' })
    .input(NewEvent)
    .output(Event),
  update: procedure
    .route({ method: 'PATCH', path: '/events/{event}', summary: 'Change what is said of an event' })
    .input(EventChange.extend({ event: EventRef }))
    .output(Event),
  /**
   * Somebody opened an event, and with `analysis` is about to bring it photos: what takes time to load is
   * loaded beside whatever follows. Asked again it costs nothing.
   */
  getReady: procedure
    .route({ method: 'POST', path: '/events/{event}/ready', summary: 'Load what will be needed soon' })
    .input(InEvent.extend({ analysis: z.boolean() })),
  /** The sample race: whether it can be opened, and the event that it was opened as. */
  sample: procedure
    .route({ method: 'GET', path: '/sample', summary: 'Say whether there is a sample event' })
    .output(SampleState),
  /** Creates the sample event with its start list and starts its import; opens it where it is there already. */
  openSample: procedure
    .route({ method: 'POST', path: '/sample', summary: 'Open the sample event' })
    .output(Event),
};
