import { os } from './implementer.ts';

export const browse = {
  open: os.browse.open.handler(async () => {
    throw new Error('browse.open is being built');
  }),

  cells: os.browse.cells.handler(async () => {
    throw new Error('browse.cells is being built');
  }),

  ids: os.browse.ids.handler(async () => {
    throw new Error('browse.ids is being built');
  }),

  find: os.browse.find.handler(async () => {
    throw new Error('browse.find is being built');
  }),

  timeline: os.browse.timeline.handler(async () => {
    throw new Error('browse.timeline is being built');
  }),

  facets: os.browse.facets.handler(async () => {
    throw new Error('browse.facets is being built');
  }),

  saved: os.browse.saved.handler(async () => {
    throw new Error('browse.saved is being built');
  }),

  save: os.browse.save.handler(async () => {
    throw new Error('browse.save is being built');
  }),

  removeSaved: os.browse.removeSaved.handler(async () => {
    throw new Error('browse.removeSaved is being built');
  }),
};
