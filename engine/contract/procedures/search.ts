import * as z from 'zod';
import { NamedPhoto, Suggestion } from '../browse.ts';
import { RelativeBox } from '../decision.ts';
import { EventRef, InEvent, machineOnly, procedure } from '../procedure.ts';
import { Paging, SearchFilters, SearchPage } from '../search.ts';

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

export const search = {
  photos: machineOnly
    .route({ method: 'GET', path: '/events/{event}/search', summary: 'Find photos by bib, face, time' })
    .input(SearchInput)
    .output(SearchPage),
  /** Athletes, teams and categories whose name, bib or any word begins like the text. */
  suggest: procedure
    .route({ method: 'GET', path: '/events/{event}/suggestions', summary: 'Suggest what to search for' })
    .input(InEvent.extend({ text: z.string(), limit: z.int().min(1).max(50).default(8) }))
    .output(z.array(Suggestion)),
  /** Photos whose name holds the text, the best match first. */
  names: procedure
    .route({ method: 'GET', path: '/events/{event}/photos/named', summary: 'Find photos by name' })
    .input(InEvent.extend({ text: z.string(), limit: z.coerce.number().int().min(1).max(50).default(8) }))
    .output(z.array(NamedPhoto)),
  /** Faces of a picture from outside, the largest first; neither picture nor faces are kept. */
  face: procedure
    .route({ method: 'POST', path: '/events/{event}/faces', summary: 'Find the faces of a picture' })
    .input(InEvent.extend({ image: z.file() }))
    .output(z.array(z.object({ box: RelativeBox, quality: z.number(), embedding: z.string() }))),
};
