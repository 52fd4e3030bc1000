import { os } from './implementer.ts';

export const sightings = {
  accept: os.sightings.accept.handler(async () => {
    throw new Error('sightings.accept is being built');
  }),

  reject: os.sightings.reject.handler(async () => {
    throw new Error('sightings.reject is being built');
  }),

  correct: os.sightings.correct.handler(async () => {
    throw new Error('sightings.correct is being built');
  }),

  tag: os.sightings.tag.handler(async () => {
    throw new Error('sightings.tag is being built');
  }),
};
