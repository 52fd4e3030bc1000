import { readStartList } from '../ingest/start-list.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const startList = {
  importFile: os.startList.importFile.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const { entries, columns, remarks } = await readStartList(input.path);
    const diff = await catalog.importStartList(event.id, entries, { mode: input.mode });
    return {
      added: diff.added.length,
      changed: diff.changed.length,
      removed: diff.removed.length,
      unchanged: diff.unchanged,
      columns,
      remarks,
    };
  }),

  preview: os.startList.preview.handler(async () => {
    throw new Error('startList.preview is being built');
  }),

  compare: os.startList.compare.handler(async () => {
    throw new Error('startList.compare is being built');
  }),

  import: os.startList.import.handler(async () => {
    throw new Error('startList.import is being built');
  }),

  list: os.startList.list.handler(async () => {
    throw new Error('startList.list is being built');
  }),
};
