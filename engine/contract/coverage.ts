import * as z from 'zod';
import { Entry } from './start-list.ts';

/** Photos of one bib. Rejected photos are not among them. */
const PhotosOfBib = z.object({
  /** In which it is accepted. */
  accepted: z.int(),
  /** In which it is to review, and accepted nowhere. */
  toReview: z.int(),
  /** Of the accepted ones, milliseconds since 1970 UTC; null where there are none or their time is not known. */
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
});

/** An athlete of the start list. Two with one bib have the same photos. */
export const AthleteCoverage = Entry.extend(PhotosOfBib.shape);
export type AthleteCoverage = z.infer<typeof AthleteCoverage>;

/** A bib that is on no start list. */
export const UnlistedCoverage = PhotosOfBib.extend({ number: z.string() });
export type UnlistedCoverage = z.infer<typeof UnlistedCoverage>;

/** How well the athletes of an event are covered by its photos. Rejected photos do not count. */
export const Coverage = z.object({
  revision: z.int(),
  photos: z.int(),
  /** Photos that were read. They have a bib accepted, or one to review and none accepted, or nobody's. */
  read: z.int(),
  accepted: z.int(),
  toReview: z.int(),
  nobody: z.int(),
  /** In order of bibs; empty without a start list. */
  athletes: z.array(AthleteCoverage),
  /** Without a start list these are all bibs. */
  unlisted: z.array(UnlistedCoverage),
  timeline: z.object({
    /** Milliseconds since 1970 UTC of the first stretch; null where no photo has a time. */
    start: z.number().nullable(),
    /** Length of a stretch in milliseconds: a minute, or as many as keep the number of stretches below 400. */
    step: z.number(),
    /** For each stretch: all photos, and of those that were read how many show whom. */
    photos: z.array(z.int()),
    accepted: z.array(z.int()),
    toReview: z.array(z.int()),
    nobody: z.array(z.int()),
  }),
});
export type Coverage = z.infer<typeof Coverage>;
