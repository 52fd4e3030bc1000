import { os } from './implementer.ts';

export const live = {
  watch: os.live.watch.handler(async () => {
    throw new Error('live.watch is being built');
  }),
};
