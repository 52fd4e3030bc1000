import type { StartListReport } from '../contract/procedures/start-list.ts';
import type { ColumnUse, StartListDiff } from '../contract/start-list.ts';
import {
  readStartList,
  requireBibs,
  type StartList,
  startListFile,
} from '../ingest/start-list/read-start-list.ts';
import type { StartListFile } from '../ingest/start-list/table.ts';
import { eventCalled } from './events.ts';
import { os } from './implementer.ts';

export const startList = {
  importFile: os.startList.importFile.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const list = await startListWithBibs(await startListFile(input.path));
    const maker = await context.maker();
    const { diff } = await catalog.importStartList(event.id, maker, list.entries, input.mode);
    return report(list, diff);
  }),

  preview: os.startList.preview.handler(async ({ input }) => {
    const { entries: _, ...preview } = await readStartList(await fileOfWindow(input.file), input.uses);
    return preview;
  }),

  compare: os.startList.compare.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const { entries } = await startListWithBibs(await fileOfWindow(input.file), input.uses);
    return catalog.compareStartList(event.id, entries, input.mode);
  }),

  import: os.startList.import.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    const event = await eventCalled(catalog, input.event);
    const list = await startListWithBibs(await fileOfWindow(input.file), input.uses);
    const maker = await context.maker();
    const { diff, action } = await catalog.importStartList(event.id, maker, list.entries, input.mode);
    return { ...report(list, diff), action };
  }),

  list: os.startList.list.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    return catalog.startListWithPhotos((await eventCalled(catalog, input.event)).id);
  }),
};

async function fileOfWindow(file: File): Promise<StartListFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function startListWithBibs(file: StartListFile, uses?: readonly ColumnUse[]): Promise<StartList> {
  const list = await readStartList(file, uses);
  requireBibs(list, file.name);
  return list;
}

function report(list: StartList, diff: StartListDiff): StartListReport {
  const taken = list.columns.filter(({ use }) => use !== 'ignore').map(({ use, name }) => [use, name]);
  return {
    added: diff.added.length,
    changed: diff.changed.length,
    removed: diff.removed.length,
    unchanged: diff.unchanged,
    columns: Object.fromEntries(taken),
    remarks: list.remarks,
  };
}
