import * as z from 'zod';

/** How sharp the sharpest of frame, faces and bibs is, in words that a photographer uses. */
export const Focus = z.enum(['sharp', 'soft', 'blurred']);
export type Focus = z.infer<typeof Focus>;
