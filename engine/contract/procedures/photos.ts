import * as z from 'zod';
import { Action } from '../action.ts';
import { Flag, LabelColour } from '../decision.ts';
import { PhotoDetail } from '../photo-detail.ts';
import { OnPhoto, OnSelection, procedure } from '../procedure.ts';

export const photos = {
  get: procedure
    .route({ method: 'GET', path: '/events/{event}/photos/{photoId}', summary: 'Show one photo' })
    .input(OnPhoto)
    .output(PhotoDetail),
  setStars: procedure
    .route({ method: 'POST', path: '/events/{event}/photos/stars', summary: 'Rate photos' })
    .input(OnSelection.extend({ stars: z.int().min(0).max(5) }))
    .output(Action),
  setFlag: procedure
    .route({ method: 'POST', path: '/events/{event}/photos/flag', summary: 'Pick or reject photos' })
    .input(OnSelection.extend({ flag: Flag.nullable() }))
    .output(Action),
  setLabel: procedure
    .route({ method: 'POST', path: '/events/{event}/photos/label', summary: 'Label photos with a colour' })
    .input(OnSelection.extend({ label: LabelColour.nullable() }))
    .output(Action),
};
