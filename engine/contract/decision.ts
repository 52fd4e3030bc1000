import * as z from 'zod';
import { HybridClock } from './hybrid-clock.ts';
import { Sha256 } from './photo.ts';

export const Flag = z.enum(['pick', 'reject']);
export type Flag = z.infer<typeof Flag>;

export const LabelColour = z.enum(['red', 'yellow', 'green', 'blue']);
export type LabelColour = z.infer<typeof LabelColour>;

/**
 * `[x, y, width, height]` as shares of the upright photo, 0…1: it means the same place whichever
 * size the photo is looked at.
 */
export const RelativeBox = z.tuple([
  z.number().min(0).max(1),
  z.number().min(0).max(1),
  z.number().min(0).max(1),
  z.number().min(0).max(1),
]);
export type RelativeBox = z.infer<typeof RelativeBox>;

/** A place in a photo, or the whole photo. Never a finding's id: findings come and go. */
export const Place = z.object({ photoId: Sha256, box: RelativeBox.nullable() });
export type Place = z.infer<typeof Place>;

/** What was decided. */
export const Verdict = z.discriminatedUnion('kind', [
  /** This bib is worn at that place, or it is not. */
  z.object({ kind: z.literal('bib'), place: Place, number: z.string().min(1), worn: z.boolean() }),
  /** The people at two places are one person, or they are not. */
  z.object({ kind: z.literal('person'), place: Place, other: Place, same: z.boolean() }),
  /** The person whose face is at that place wears this bib in the whole event; null for one who has none. */
  z.object({ kind: z.literal('name'), place: Place, number: z.string().min(1).nullable() }),
  /** The photo is picked, not to be delivered, or neither. The latest word counts. */
  z.object({ kind: z.literal('flag'), place: Place, flag: Flag.nullable() }),
  z.object({ kind: z.literal('stars'), place: Place, stars: z.int().min(0).max(5) }),
  z.object({ kind: z.literal('label'), place: Place, label: LabelColour.nullable() }),
  /** Takes back an earlier decision, which may be an undo itself. */
  z.object({ kind: z.literal('undo'), decision: z.uuid() }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** Who decides, and on which machine. */
export const DecisionMaker = z.object({ author: z.string().min(1), device: z.string().min(1) });
export type DecisionMaker = z.infer<typeof DecisionMaker>;

/** What a human said. Append-only: never changed, never overwritten by a machine. */
export const Decision = DecisionMaker.extend({
  /** UUIDv7. */
  id: z.uuid(),
  clock: HybridClock,
  /** What a person did at once is one action, with a decision for each photo. */
  action: z.uuid(),
  verdict: Verdict,
});
export type Decision = z.infer<typeof Decision>;
