import * as z from 'zod';
import type { BibRules } from './bib-rules.ts';
import { RelativeBox } from './decision.ts';
import type { Thresholds } from './event.ts';
import { Sha256 } from './photo.ts';
import { Entry } from './start-list.ts';

export const SightingState = z.enum(['accepted', 'review', 'rejected']);
export type SightingState = z.infer<typeof SightingState>;

/** One reason for a sighting, strongest first. The screen puts it into words. */
export const Evidence = z.discriminatedUnion('kind', [
  /** The bib was read in this photo, with this confidence. */
  z.object({ kind: z.literal('reading'), number: z.string(), confidence: z.number() }),
  /** The number is not among those that the event's rules allow. */
  z.object({ kind: z.literal('outsideRules') }),
  /** The number is on the start list, or is not although there is one. */
  z.object({ kind: z.literal('startList'), listed: z.boolean() }),
  /** A person said so, at this time (milliseconds since 1970 UTC). */
  z.object({ kind: z.literal('person'), author: z.string(), at: z.int(), worn: z.boolean() }),
  /** Somebody named the person whose face this is: by this bib, or (null) as one without a number. */
  z.object({ kind: z.literal('named'), number: z.string().nullable(), author: z.string(), at: z.int() }),
  /**
   * The face is that of a person with whom this number was read in so many other photos. `likeness`: mean cosine
   * to that person's other faces; `confidence`: probability that this face wears the number, by faces alone.
   */
  z.object({
    kind: z.literal('face'),
    number: z.string(),
    photos: z.int(),
    likeness: z.number(),
    confidence: z.number(),
  }),
  /** The same of another number than the sighting's: the face speaks against it. */
  z.object({
    kind: z.literal('faceDisagrees'),
    number: z.string(),
    photos: z.int(),
    likeness: z.number(),
    confidence: z.number(),
  }),
  /** The number was read in another frame of the burst, seconds before (negative) or after this one. */
  z.object({
    kind: z.literal('burst'),
    number: z.string(),
    seconds: z.number(),
    confidence: z.number(),
    photoId: Sha256,
  }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** An athlete seen in a photo: derived from findings and decisions, never stored as truth. */
export const Sighting = z.object({
  number: z.string(),
  state: SightingState,
  /** Probability that the athlete is in the photo; 1 or 0 where a person said so. */
  confidence: z.number().min(0).max(1),
  /** Where the bib is; null where the whole photo was tagged. */
  box: RelativeBox.nullable(),
  /** The face above that bib, or in that box. */
  faceId: z.string().nullable(),
  /** The reading that it rests on; null where only a person said so. */
  readingId: z.string().nullable(),
  /** Other numbers that this reading may say, most probable first: offered when the number is corrected. */
  alternatives: z.array(z.object({ number: z.string(), probability: z.number() })),
  evidence: z.array(Evidence),
});
export type Sighting = z.infer<typeof Sighting>;

/** A sighting with what the start list says of the number; several entries where a bib was given twice. */
export const NamedSighting = Sighting.extend({ entries: z.array(Entry) });
export type NamedSighting = z.infer<typeof NamedSighting>;

/** A person's word on a bib, as it is in force. */
export interface BibWord {
  readonly number: string;
  readonly worn: boolean;
  /** Null for the whole photo. */
  readonly box: RelativeBox | null;
  readonly author: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What the person with a face is called, by evidence from other photos than the one that is asked about. */
export const FaceHint = z.object({
  faceId: z.string(),
  /** Numbers of that person, the likeliest first; probabilities that this face wears each. */
  numbers: z.array(
    z.object({
      number: z.string(),
      confidence: z.number(),
      /** Other photos of the person in which it was read, or in which a person saw it. */
      photos: z.int(),
    }),
  ),
  /** Mean cosine to the person's other faces. */
  likeness: z.number(),
  /** Somebody named this person; `confidence` that this is the person's face. */
  named: z
    .object({ number: z.string().nullable(), author: z.string(), at: z.int(), confidence: z.number() })
    .nullable(),
});
export type FaceHint = z.infer<typeof FaceHint>;

/** What other photos say of the people in one. Derived, and kept with the photo. */
export const PhotoHints = z.object({
  faces: z.array(FaceHint),
  /** Numbers that were read in other frames of the burst, and where. */
  burst: z.array(
    z.object({
      number: z.string(),
      confidence: z.number(),
      seconds: z.number(),
      photoId: Sha256,
      box: RelativeBox,
    }),
  ),
});
export type PhotoHints = z.infer<typeof PhotoHints>;

/** What is known of one photo that its sightings are derived from. */
export interface PhotoEvidence {
  /** Numbers and confidence as the event's statistics settled them, where they did. */
  readonly readings: readonly {
    readonly id: string;
    readonly number: string;
    readonly confidence: number;
    readonly box: RelativeBox;
  }[];
  readonly faces: readonly { readonly id: string; readonly box: RelativeBox }[];
  /** The oldest first. */
  readonly words: readonly BibWord[];
  /** What other photos say; null where nobody looked yet. */
  readonly hints: PhotoHints | null;
  readonly thresholds: Thresholds;
  readonly rules: BibRules | null;
  /** Whether the start list has a number; null where there is no start list. */
  readonly listed: (number: string) => boolean | null;
}

/** A sighting as it is derived; what else its reading may say is with the reading. */
export type DerivedSighting = Omit<Sighting, 'alternatives'>;

/** Derives the sightings of one photo: accepted ones, then those to review, then rejected ones. */
export type SightingsOf = (photo: PhotoEvidence) => DerivedSighting[];
