import { os } from './implementer.ts';

export const preferences = {
  get: os.preferences.get.handler(async () => {
    throw new Error('preferences.get is being built');
  }),

  set: os.preferences.set.handler(async () => {
    throw new Error('preferences.set is being built');
  }),
};
