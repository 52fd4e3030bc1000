import { os } from './implementer.ts';

export const live = {
  watch: os.live.watch.handler(async ({ context, signal }) => context.live.watch(signal)),
};
