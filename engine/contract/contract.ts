import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { AnalyzedPhoto } from './analyzed-photo.ts';
import { ErrorInfo } from './app-error.ts';
import { Event, EventFacts, EventWithCounts } from './event.ts';
import { Check } from './machine.ts';
import { PackStatus } from './model-status.ts';
import { errorMap } from './orpc-errors.ts';
import { Progress } from './progress.ts';
import { Paging, SearchFilters, SearchPage } from './search.ts';
import { ImportMode } from './start-list.ts';

/** An event by its id or its name. */
const EventRef = z.string().min(1);

/** What a person may say of a new event; the engine chooses the rest. */
export const NewEvent = EventFacts.partial().required({ name: true });

/** Something odd in a start list that did not keep it from being imported. */
export const StartListRemark = z.object({ row: z.int(), message: z.string() });

export const StartListReport = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  /** The columns that were taken for each part of an entry, by the names in the file. */
  columns: z.record(z.string(), z.string()),
  remarks: z.array(StartListRemark),
});
export type StartListReport = z.infer<typeof StartListReport>;

export const SearchInput = SearchFilters.omit({ takenFrom: true, takenBefore: true })
  .extend(Paging.shape)
  .extend({
    event: EventRef,
    /** Wall clock at the event, inclusive: `2026-05-03T10:15`, or `10:15` on the event's day. */
    from: z.string().optional(),
    /** As `from`; the minute or second that is named counts. */
    to: z.string().optional(),
    /** Path of an image whose largest face is looked for. */
    faceImage: z.string().optional(),
    /** Id of an indexed face that is looked for. */
    faceId: z.string().optional(),
    /** Cosine; less similar faces are not found. Without it, those that are likelier somebody else. */
    minSimilarity: z.number().min(-1).max(1).optional(),
  });
export type SearchInput = z.infer<typeof SearchInput>;

const procedure = oc.errors(errorMap);

/**
 * Every procedure of the engine, declared once: what the terminal calls in its own process, the
 * desktop over a message port and browsers over HTTP.
 */
export const contract = {
  analysis: {
    /** Analyses files and folders without a catalog; photos arrive in the order in which they are done. */
    analyze: procedure
      .route({ method: 'POST', path: '/analyze', summary: 'Analyse photos without keeping anything' })
      .input(z.object({ paths: z.array(z.string().min(1)).min(1), embeddings: z.boolean().default(false) }))
      .output(eventIterator(z.object({ photo: AnalyzedPhoto, progress: Progress }))),
    /** Brings an event up to date with folders: only what is new or changed is analysed. */
    index: procedure
      .route({ method: 'POST', path: '/events/{event}/index', summary: 'Analyse the photos of an event' })
      .input(
        z.object({
          event: EventRef,
          paths: z.array(z.string().min(1)).min(1),
          /** Analyse again what failed before, too. */
          retry: z.boolean().default(false),
        }),
      )
      .output(
        eventIterator(
          z.object({
            progress: Progress,
            /** The file that just failed; null for every other event. */
            failure: z.object({ file: z.string(), error: ErrorInfo }).nullable(),
          }),
          Progress,
        ),
      ),
  },
  events: {
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
    importStartList: procedure
      .route({ method: 'POST', path: '/events/{event}/start-list', summary: 'Import a start list' })
      .input(z.object({ event: EventRef, path: z.string().min(1), mode: ImportMode.default('replace') }))
      .output(StartListReport),
  },
  search: {
    photos: procedure
      .route({ method: 'GET', path: '/events/{event}/search', summary: 'Find photos by bib, face, time' })
      .input(SearchInput)
      .output(SearchPage),
  },
  readings: {
    /** What the event knows by now, one photo at a time, confidence settled by the event's own statistics. */
    list: procedure
      .route({
        method: 'GET',
        path: '/events/{event}/readings',
        summary: 'Read what was found, photo by photo',
      })
      .input(z.object({ event: EventRef }))
      .output(eventIterator(AnalyzedPhoto)),
  },
  models: {
    list: procedure
      .route({ method: 'GET', path: '/models', summary: 'List model packs and the state of each model' })
      .output(z.array(PackStatus)),
  },
  machine: {
    doctor: procedure
      .route({ method: 'GET', path: '/doctor', summary: 'Say what this machine can do, and what is missing' })
      .output(z.array(Check)),
  },
};
