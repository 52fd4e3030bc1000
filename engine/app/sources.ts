import { os } from './implementer.ts';

export const sources = {
  list: os.sources.list.handler(async () => {
    throw new Error('sources.list is being built');
  }),

  add: os.sources.add.handler(async () => {
    throw new Error('sources.add is being built');
  }),

  forget: os.sources.forget.handler(async () => {
    throw new Error('sources.forget is being built');
  }),

  rescan: os.sources.rescan.handler(async () => {
    throw new Error('sources.rescan is being built');
  }),
};
