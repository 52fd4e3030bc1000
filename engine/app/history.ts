import { os } from './implementer.ts';

export const history = {
  list: os.history.list.handler(async () => {
    throw new Error('history.list is being built');
  }),

  undo: os.history.undo.handler(async () => {
    throw new Error('history.undo is being built');
  }),

  redo: os.history.redo.handler(async () => {
    throw new Error('history.redo is being built');
  }),
};
