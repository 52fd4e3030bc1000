import * as z from 'zod';
import { Action } from '../action.ts';
import { RelativeBox } from '../decision.ts';
import { InEvent, OnPhoto, OnSelection, procedure } from '../procedure.ts';

export const sightings = {
  /**
   * How many sightings there are of each confidence, those that people decided apart: 100 counts, from 0.00 to
   * 0.01 and so on. Whoever moves thresholds sees by them what that does.
   */
  confidences: procedure
    .route({
      method: 'GET',
      path: '/events/{event}/sightings/confidences',
      summary: 'Count sightings by confidence',
    })
    .input(InEvent)
    .output(z.array(z.int()).length(100)),
  /** This number is worn at that place. */
  accept: procedure
    .route({ method: 'POST', path: '/events/{event}/sightings/accept', summary: 'Accept a sighting' })
    .input(OnPhoto.extend({ number: z.string().trim().min(1).max(20), box: RelativeBox.nullable() }))
    .output(Action),
  /** It is not. */
  reject: procedure
    .route({ method: 'POST', path: '/events/{event}/sightings/reject', summary: 'Reject a sighting' })
    .input(OnPhoto.extend({ number: z.string().trim().min(1).max(20), box: RelativeBox.nullable() }))
    .output(Action),
  /** Another number is worn there. */
  correct: procedure
    .route({ method: 'POST', path: '/events/{event}/sightings/correct', summary: 'Correct a number' })
    .input(
      OnPhoto.extend({
        from: z.string().trim().min(1).max(20),
        to: z.string().trim().min(1).max(20),
        box: RelativeBox.nullable(),
      }),
    )
    .output(Action),
  /** Somebody whom the machine missed: in a box of one photo, or anywhere in each of several. */
  tag: procedure
    .route({ method: 'POST', path: '/events/{event}/sightings/tag', summary: 'Tag athletes in photos' })
    .input(
      OnSelection.extend({
        numbers: z.array(z.string().trim().min(1).max(20)).min(1),
        box: RelativeBox.nullable(),
      }),
    )
    .output(Action),
};
