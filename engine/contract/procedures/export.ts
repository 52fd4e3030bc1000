import * as z from 'zod';
import {
  CsvColumn,
  ExportFile,
  ExportOptions,
  ExportPlan,
  ExportPreset,
  ExportProblem,
  ExportRequest,
  ExportRun,
  ExportSettings,
} from '../export.ts';
import { InEvent, procedure } from '../procedure.ts';

const Stretch = { first: z.int().min(0), count: z.int().min(1).max(500) };
const OfRun = z.object({ run: z.uuid() });

export const exports = {
  /** How the event was exported last, and the presets that there are. */
  settings: procedure
    .route({ method: 'GET', path: '/events/{event}/export', summary: 'Say how an event is exported' })
    .input(InEvent)
    .output(ExportSettings),
  /** Keeps how the event is exported, for the next time that somebody looks. */
  keep: procedure
    .route({ method: 'PUT', path: '/events/{event}/export', summary: 'Keep how an event is exported' })
    .input(
      InEvent.extend({
        options: ExportOptions,
        preset: z.string().nullable(),
        destination: z.uuid().nullable(),
      }),
    )
    .output(z.void()),
  /** Keeps options under a name, in place of those that had it. */
  savePreset: procedure
    .route({ method: 'POST', path: '/export-presets', summary: 'Keep export options under a name' })
    .input(ExportPreset)
    .output(z.array(ExportPreset)),
  removePreset: procedure
    .route({ method: 'DELETE', path: '/export-presets/{name}', summary: 'Remove a preset' })
    .input(z.object({ name: z.string() }))
    .output(z.array(ExportPreset)),
  /** What an export would do. Nothing is written. */
  plan: procedure
    .route({ method: 'POST', path: '/events/{event}/export/plan', summary: 'Plan an export' })
    .input(ExportRequest.extend({ files: z.int().min(0).max(500).default(60) }))
    .output(ExportPlan),
  /** A stretch of a plan's files. Where the plan is gone, of the present one, whose id comes back. */
  files: procedure
    .route({ method: 'POST', path: '/events/{event}/export/files', summary: 'Show files of a plan' })
    .input(ExportRequest.extend(Stretch))
    .output(z.object({ plan: z.string(), files: z.array(ExportFile) })),
  /** Lines of the CSV of sightings for a stretch of a plan's files. */
  csvRows: procedure
    .route({ method: 'POST', path: '/events/{event}/export/csv-rows', summary: 'Show lines of the CSV' })
    .input(ExportRequest.extend(Stretch))
    .output(z.object({ columns: z.array(CsvColumn), rows: z.array(z.array(z.string())) })),
  /** The CSV of sightings whole, for whom the destination is out of reach: a browser. */
  csv: procedure
    .route({ method: 'POST', path: '/events/{event}/export/csv', summary: 'Write the CSV of sightings' })
    .input(ExportRequest)
    .output(z.string()),
  /** Each file of a plan with its state, as CSV. */
  planCsv: procedure
    .route({ method: 'POST', path: '/events/{event}/export/plan-csv', summary: 'Write a plan as CSV' })
    .input(ExportRequest)
    .output(z.string()),
  /** Writes what the plan says, as it is when it begins. */
  start: procedure
    .route({ method: 'POST', path: '/events/{event}/exports', summary: 'Export' })
    .input(ExportRequest.extend({ destination: z.uuid(), name: z.string().max(60).default('') }))
    .output(ExportRun),
  /** The latest first. */
  runs: procedure
    .route({ method: 'GET', path: '/events/{event}/exports', summary: 'List exports' })
    .input(InEvent)
    .output(z.array(ExportRun)),
  pause: procedure
    .route({ method: 'POST', path: '/exports/{run}/pause', summary: 'Pause an export' })
    .input(OfRun)
    .output(ExportRun),
  /** Goes on after a pause, or tries again what was in the way or could not be written. */
  resume: procedure
    .route({ method: 'POST', path: '/exports/{run}/resume', summary: 'Go on with an export' })
    .input(OfRun)
    .output(ExportRun),
  /** Ends an export. What was written stays. */
  cancel: procedure
    .route({ method: 'POST', path: '/exports/{run}/cancel', summary: 'End an export' })
    .input(OfRun)
    .output(ExportRun),
  problems: procedure
    .route({
      method: 'GET',
      path: '/exports/{run}/problems',
      summary: 'List files that could not be written',
    })
    .input(OfRun)
    .output(z.array(ExportProblem)),
};
