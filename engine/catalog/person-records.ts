import type { Decision, RelativeBox } from '../contract/decision.ts';
import type { PhotoHints } from '../contract/sighting.ts';

/** A photo as grouping of its faces needs it, by findings of the event's pack. */
export interface FacePhoto {
  readonly id: string;
  /** Ids that it had before: decisions name them. */
  readonly aliases: readonly string[];
  /** Of its file, without the ending. */
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly takenAt: number | null;
  readonly camera: number | null;
  /** The event's revision at which it last changed. */
  readonly revision: number;
  readonly faces: readonly {
    readonly key: number;
    readonly id: string;
    readonly box: RelativeBox;
    readonly quality: number;
    /** Whether it has a vector. */
    readonly embedded: boolean;
    /** What it was grouped under; null where it was not. */
    readonly person: number | null;
  }[];
  /** As the event settled them, where it did. */
  readonly readings: readonly {
    readonly id: string;
    readonly number: string;
    readonly confidence: number;
    readonly box: RelativeBox;
  }[];
  readonly hints: PhotoHints | null;
}

/** What changed of persons and of what they say of photos. */
export interface PersonChanges {
  /** By key of a face: the key of a face that names its person, or null where it is of none. */
  readonly persons: ReadonlyMap<number, number | null>;
  /** By id of a photo. */
  readonly hints: ReadonlyMap<string, PhotoHints | null>;
}

/** Persons of an event as they are kept. They are derived: whoever groups faces writes them. */
export interface PersonRecords {
  /** All photos of the event, or those that changed after a revision, in the order of the changes. */
  facePhotos(eventId: string, since: number | null): AsyncIterable<FacePhoto>;
  countPhotos(eventId: string): Promise<number>;
  /** Entries of the start list, and those with an accepted sighting. */
  countAthletes(eventId: string): Promise<{ withPhotos: number; all: number }>;
  /** 512 numbers of length one for each face that is there and has them. */
  faceVectors(eventId: string, faceKeys: readonly number[]): Promise<Map<number, Float32Array>>;
  /**
   * What people said of bibs and persons, as it is in force, the oldest first; null where it is what was read under
   * this stamp.
   */
  personDecisions(
    eventId: string,
    stamp: string | null,
  ): Promise<{ readonly stamp: string; readonly decisions: readonly Decision[] } | null>;
  /** Keeps what changed, and derives the sightings of photos whose hints did. Several transactions. */
  keepPersons(eventId: string, changes: PersonChanges): Promise<void>;
}
