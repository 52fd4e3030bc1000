import * as z from 'zod';
import { InEvent, procedure } from '../procedure.ts';
import {
  ReviewAnswer,
  ReviewAnswered,
  ReviewCounts,
  ReviewPlace,
  ReviewQuestion,
  ReviewQueue,
} from '../review.ts';

/** Rows of the queue that are given at once. */
const Rows = z.coerce.number().int().min(1).max(1000).default(200);

export const review = {
  open: procedure
    .route({ method: 'GET', path: '/events/{event}/review', summary: 'List what is to review' })
    .input(InEvent.extend({ rows: Rows }))
    .output(ReviewQueue),
  counts: procedure
    .route({ method: 'GET', path: '/events/{event}/review/counts', summary: 'Count what is to review' })
    .input(InEvent)
    .output(ReviewCounts),
  /** Null where the question is settled. */
  question: procedure
    .route({ method: 'GET', path: '/events/{event}/review/question', summary: 'Show one question' })
    .input(InEvent.extend({ question: z.string() }))
    .output(ReviewQuestion.nullable()),
  /** The question that a photo is in, or that the photo's action settled before it was taken back; null for none. */
  find: procedure
    .route({ method: 'GET', path: '/events/{event}/review/find', summary: 'Find the question of a photo' })
    .input(InEvent.extend({ photoId: z.string(), number: z.string().nullable().default(null) }))
    .output(z.object({ question: z.string().nullable() })),
  /**
   * Settles sightings by one answer: one action, whatever their number. Those in `leftOut` are somebody else, and
   * stay to review.
   */
  answer: procedure
    .route({ method: 'POST', path: '/events/{event}/review/answer', summary: 'Answer a question' })
    .input(
      InEvent.extend({
        answer: ReviewAnswer,
        places: z.array(ReviewPlace).min(1),
        leftOut: z.array(ReviewPlace).default([]),
        rows: Rows,
      }),
    )
    .output(ReviewAnswered),
};
