import * as z from 'zod';
import { RelativeBox } from './decision.ts';
import { Sha256 } from './photo.ts';
import { Entry } from './start-list.ts';

/** A face of a person. */
export const PersonFace = z.object({
  id: z.string(),
  photoId: Sha256,
  /** Name of the photo's file without the ending. */
  name: z.string(),
  box: RelativeBox,
  quality: z.number(),
  /** Milliseconds since 1970 UTC. */
  takenAt: z.number().nullable(),
  /** Mean cosine to the person's other faces; 1 where there is no other. */
  likeness: z.number(),
});
export type PersonFace = z.infer<typeof PersonFace>;

/**
 * A cluster of faces of one human. It is derived, so it is called by any of its faces: procedures that are
 * given the id of a face mean the person that this face belongs to now.
 */
export const Person = z.object({
  /** The id of its earliest face. */
  id: z.string(),
  /** The bib, where readings or a person settled it. */
  number: z.string().nullable(),
  numberBy: z.enum(['readings', 'person']).nullable(),
  /** Somebody said that this person has no number: a spectator, a helper. */
  noNumber: z.boolean(),
  /** What the start list says of the number; several where a bib was given twice. */
  entries: z.array(Entry),
  faces: z.int(),
  photos: z.int(),
  /** Of its photos, milliseconds since 1970 UTC. */
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
  /** Its best faces, the best first, five at most. */
  covers: z.array(PersonFace),
  /** Bibs that were read with its faces, the most frequent first. */
  numbers: z.array(
    z.object({
      number: z.string(),
      photos: z.int(),
      confidence: z.number(),
      /** Null where there is no start list. */
      listed: z.boolean().nullable(),
    }),
  ),
});
export type Person = z.infer<typeof Person>;

export const PeopleFilter = z.enum(['all', 'named', 'unnamed']);
export type PeopleFilter = z.infer<typeof PeopleFilter>;

export const PeopleOrder = z.enum(['photos', 'number', 'time']);
export type PeopleOrder = z.infer<typeof PeopleOrder>;

/** Persons of an event: those without a number first, then named ones; each group in the order asked for. */
export const PeoplePage = z.object({
  /** Of the event, whatever is searched for. */
  counts: z.object({ all: z.int(), named: z.int(), unnamed: z.int(), faces: z.int() }),
  /** That meet the filter and the text; those without a number among them come first. */
  total: z.int(),
  unnamed: z.int(),
  /** Entries of the start list with a photo, and all of them. */
  athletes: z.object({ withPhotos: z.int(), all: z.int() }).nullable(),
  /** Whether faces are still being grouped. */
  grouping: z.boolean(),
  persons: z.array(Person),
});
export type PeoplePage = z.infer<typeof PeoplePage>;

/** What speaks for two persons being one, or against it. The screen puts it into words. */
export const MergeEvidence = z.discriminatedUnion('kind', [
  /** Never, or this often, together in one photo. Together speaks against it. */
  z.object({ kind: z.literal('together'), photos: z.int() }),
  /** A bib that was read with both. */
  z.object({ kind: z.literal('sameNumber'), number: z.string(), times: z.int(), confidence: z.number() }),
  /** A reading of one that is part of the other's number. */
  z.object({ kind: z.literal('fragment'), reading: z.string(), times: z.int(), confidence: z.number() }),
  /** Bibs that differ, with the confidence of the weaker. Speaks against it. */
  z.object({ kind: z.literal('differentNumbers'), a: z.string(), b: z.string(), confidence: z.number() }),
  /** Bursts in which both are seen. */
  z.object({ kind: z.literal('sameBurst'), bursts: z.int() }),
  /** The least time between photos of the two, milliseconds. */
  z.object({ kind: z.literal('apart'), milliseconds: z.number() }),
]);
export type MergeEvidence = z.infer<typeof MergeEvidence>;

export const Merge = z.object({
  a: Person,
  b: Person,
  /** Mean cosine between faces of the two. */
  likeness: z.number(),
  /** For it first, then against it, each the strongest first. */
  evidence: z.array(MergeEvidence),
  /** Photos that would get the number of the one that has it. */
  moves: z.int(),
});
export type Merge = z.infer<typeof Merge>;

/** A person whole, with those of its faces that look least like the rest: what a split would take away. */
export const PersonDetail = z.object({
  person: Person,
  /** In order of time. */
  faces: z.array(PersonFace),
  /** Ids of faces that are likelier somebody else; empty where all look alike. */
  odd: z.array(z.string()),
  /** Whom these look like, where that is somebody with a number. */
  oddAre: z.object({ number: z.string(), entries: z.array(Entry) }).nullable(),
});
export type PersonDetail = z.infer<typeof PersonDetail>;
