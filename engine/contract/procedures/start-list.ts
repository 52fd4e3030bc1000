import * as z from 'zod';
import { Action } from '../action.ts';
import { EventRef, InEvent, machineOnly, procedure } from '../procedure.ts';
import {
  ColumnUse,
  Entry,
  ImportMode,
  StartListDiff,
  StartListPreview,
  StartListRemark,
} from '../start-list.ts';

export const StartListReport = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  /** The columns that were taken for each part of an entry, by the names in the file. */
  columns: z.record(z.string(), z.string()),
  remarks: z.array(StartListRemark),
});
export type StartListReport = z.infer<typeof StartListReport>;

export const startList = {
  /** For somebody at a terminal: reads a file of this machine, its columns as they are guessed. */
  importFile: machineOnly
    .route({ method: 'POST', path: '/events/{event}/start-list', summary: 'Import a start list' })
    .input(z.object({ event: EventRef, path: z.string().min(1), mode: ImportMode.default('replace') }))
    .output(StartListReport),
  /** What a file holds and how its columns are taken; nothing is kept. */
  preview: procedure
    .route({ method: 'POST', path: '/start-list/preview', summary: 'Look into a start list' })
    .input(z.object({ file: z.file(), uses: z.array(ColumnUse).optional() }))
    .output(StartListPreview),
  /** What importing would change. */
  compare: procedure
    .route({
      method: 'POST',
      path: '/events/{event}/start-list/compare',
      summary: 'Say what an import changes',
    })
    .input(InEvent.extend({ file: z.file(), uses: z.array(ColumnUse), mode: ImportMode.default('replace') }))
    .output(StartListDiff),
  import: procedure
    .route({ method: 'POST', path: '/events/{event}/start-list/import', summary: 'Import a start list' })
    .input(InEvent.extend({ file: z.file(), uses: z.array(ColumnUse), mode: ImportMode.default('replace') }))
    .output(StartListReport.extend({ action: Action.nullable() })),
  list: procedure
    .route({ method: 'GET', path: '/events/{event}/start-list', summary: 'List the entries of an event' })
    .input(InEvent)
    .output(z.array(Entry.extend({ photos: z.int() }))),
};
