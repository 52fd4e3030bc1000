import * as z from 'zod';
import { BibRules } from './bib-rules.ts';

/** Where the parts of a sample event are in its folder. */
export const sampleFiles = { facts: 'sample.json', startList: 'start-list.csv', photos: 'photos' } as const;

/** While a sample is made it lies beside its place, under this and the id of the process that makes it. */
export const sampleBeingMade = '.making-';

/** What `sample.json` in the folder of a sample event says of it. */
export const SampleFacts = z.object({
  name: z.string().min(1),
  date: z.iso.date(),
  place: z.string().nullable(),
  timeZone: z.string().min(1),
  bibRules: BibRules.nullable(),
  photos: z.int(),
  athletes: z.int(),
});
export type SampleFacts = z.infer<typeof SampleFacts>;

/** The sample event: whether it can be opened, and what it was opened as. */
export const SampleState = z.object({
  state: z.enum(['absent', 'beingMade', 'ready', 'opened']),
  photos: z.int(),
  athletes: z.int(),
  /** Of its photos; 0 until it is ready. */
  bytes: z.number(),
  event: z.uuid().nullable(),
});
export type SampleState = z.infer<typeof SampleState>;
