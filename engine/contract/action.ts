import * as z from 'zod';
import { Flag, LabelColour } from './decision.ts';

/** What a person did, in the terms that a history shows. Undo and redo work on whole actions. */
export const ActionWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stars'), stars: z.int() }),
  z.object({ kind: z.literal('flag'), flag: Flag.nullable() }),
  z.object({ kind: z.literal('label'), label: LabelColour.nullable() }),
  z.object({ kind: z.literal('accept'), number: z.string() }),
  z.object({ kind: z.literal('reject'), number: z.string() }),
  z.object({ kind: z.literal('correct'), from: z.string(), to: z.string() }),
  z.object({ kind: z.literal('tag'), numbers: z.array(z.string()) }),
  /** A person was named by bib, seen in so many photos then; null for one who has none. */
  z.object({ kind: z.literal('name'), number: z.string().nullable(), photos: z.int() }),
  /** Two persons are one, or are not; numbers where they have them. */
  z.object({ kind: z.literal('same'), number: z.string().nullable() }),
  z.object({ kind: z.literal('different'), numbers: z.array(z.string()) }),
  /** So many faces were taken out of a person with the number `from`, to the person with the number `to`. */
  z.object({
    kind: z.literal('split'),
    faces: z.int(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  /** An answer of Review to so many sightings; null where they have no number. */
  z.object({
    kind: z.literal('review'),
    answer: z.enum(['number', 'none', 'other']),
    number: z.string().nullable(),
    sightings: z.int(),
    /** Photos that they are in: an answer touches those of whoever is left out as well. */
    photos: z.int(),
  }),
  z.object({ kind: z.literal('startList'), added: z.int(), changed: z.int(), removed: z.int() }),
  z.object({ kind: z.literal('eventFacts'), fields: z.array(z.string()) }),
  z.object({ kind: z.literal('saveSearch'), name: z.string() }),
  z.object({ kind: z.literal('removeSearch'), name: z.string() }),
]);
export type ActionWhat = z.infer<typeof ActionWhat>;

export const Action = z.object({
  /** UUIDv7. */
  id: z.uuid(),
  /** Milliseconds since 1970 UTC. */
  at: z.int(),
  author: z.string(),
  device: z.string(),
  what: ActionWhat,
  /** Photos that it was about. */
  photos: z.int(),
  /** The first of them, to go back to. */
  photoId: z.string().nullable(),
  undone: z.boolean(),
});
export type Action = z.infer<typeof Action>;

/** What undo or redo did; `action` is null where there was nothing to do. */
export const HistoryStep = z.object({ action: Action.nullable() });
