import * as z from 'zod';
import { BibRules } from './bib-rules.ts';
import { Sha256 } from './photo.ts';

/** From which confidence on a sighting is accepted by itself, and from which on it is shown to be reviewed. */
export const Thresholds = z
  .object({ accept: z.number().min(0.5).max(1), review: z.number().min(0.01).max(1) })
  .refine(({ accept, review }) => review <= accept, {
    message: 'What is accepted by itself has to be surer than what is reviewed.',
  });
export type Thresholds = z.infer<typeof Thresholds>;

export const defaultThresholds: Thresholds = { accept: 0.9, review: 0.3 };

/** What a person says about an event when creating or changing it. */
export const EventFacts = z.object({
  /** Unique in a catalog, whatever the case of its letters. */
  name: z.string().trim().min(1).max(200),
  /** Day of the race where it is held, `2026-05-03`. */
  date: z.iso.date().nullable(),
  place: z.string().trim().max(200).nullable(),
  /** IANA name, `Europe/Vienna`: cameras write local time without a zone. */
  timeZone: z.string().min(1),
  /** What somebody said of the bibs; null leaves everything to be learnt from the photos. */
  bibRules: BibRules.nullable(),
  /** Whether faces may be embedded and searched: biometric data, decided per event. */
  faceSearch: z.boolean(),
  /** Id of the model pack whose findings count. Findings of other packs are kept. */
  pack: z.string().min(1),
  /** Folder that copies of cards go to; null where photos stay where they are. */
  photosFolder: z.string().nullable(),
  thresholds: Thresholds,
});
export type EventFacts = z.infer<typeof EventFacts>;

/** One race day; owns photos, a start list, bib rules and a time zone. */
export const Event = EventFacts.extend({
  /** UUIDv7. */
  id: z.uuid(),
  /** Milliseconds since 1970, UTC. */
  createdAt: z.int(),
});
export type Event = z.infer<typeof Event>;

/** How much an event holds and how far its analysis is, by findings of the event's own pack. */
export const EventCounts = z.object({
  photos: z.int(),
  /** Photos that have findings. */
  analysed: z.int(),
  /** Photos whose analysis failed and that have no findings. */
  failed: z.int(),
  /** RAW that no JPEG goes with: not read by this version. */
  notRead: z.int(),
  /** Photos that are none of these: `photos − analysed − failed − notRead`. */
  waiting: z.int(),
  /** Files that could not even be identified: unreadable, vanished, wrongly named. */
  unreadableFiles: z.int(),
  faces: z.int(),
  bibReadings: z.int(),
  entries: z.int(),
  /** Entries of the start list with an accepted sighting. */
  athletesFound: z.int(),
  /** Sightings to review. */
  toReview: z.int(),
});
export type EventCounts = z.infer<typeof EventCounts>;

export const EventWithCounts = Event.extend({
  counts: EventCounts,
  /** A sharp photo with faces and an accepted bib, where there is one. */
  cover: Sha256.nullable(),
  /** Milliseconds since 1970 UTC of the last change. */
  changedAt: z.int(),
  /** Bytes of its photos' files. */
  bytes: z.number(),
  /** Whether the folder or drive of its photos is there. */
  reachable: z.boolean(),
});
export type EventWithCounts = z.infer<typeof EventWithCounts>;
