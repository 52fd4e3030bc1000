import { os } from './implementer.ts';

export const media = {
  locate: os.media.locate.handler(async () => {
    throw new Error('media.locate is being built');
  }),
};
