import * as z from 'zod';
import { IngestMode, IngestProblem, IngestRun } from '../ingest.ts';
import { InEvent, procedure } from '../procedure.ts';

export const ingest = {
  start: procedure
    .route({ method: 'POST', path: '/events/{event}/runs', summary: 'Import a card or folder' })
    .input(InEvent.extend({ source: z.uuid(), mode: IngestMode }))
    .output(IngestRun),
  runs: procedure
    .route({ method: 'GET', path: '/events/{event}/runs', summary: 'List imports, the latest first' })
    .input(InEvent)
    .output(z.array(IngestRun)),
  pause: procedure
    .route({ method: 'POST', path: '/runs/{run}/pause', summary: 'Pause an import' })
    .input(z.object({ run: z.uuid() }))
    .output(IngestRun),
  resume: procedure
    .route({ method: 'POST', path: '/runs/{run}/resume', summary: 'Go on with an import' })
    .input(z.object({ run: z.uuid() }))
    .output(IngestRun),
  /** Ends a run. What was copied and read stays. */
  cancel: procedure
    .route({ method: 'POST', path: '/runs/{run}/cancel', summary: 'End an import' })
    .input(z.object({ run: z.uuid() }))
    .output(IngestRun),
  problems: procedure
    .route({ method: 'GET', path: '/events/{event}/problems', summary: 'List files that need a look' })
    .input(InEvent)
    .output(z.array(IngestProblem)),
  /** Tries one problem again, or all that can be tried. */
  retry: procedure
    .route({ method: 'POST', path: '/events/{event}/problems/retry', summary: 'Try files again' })
    .input(InEvent.extend({ problem: z.string().optional() }))
    .output(z.object({ retried: z.int() })),
  /** A warning that a person has seen. */
  dismiss: procedure
    .route({ method: 'POST', path: '/events/{event}/problems/dismiss', summary: 'Dismiss a warning' })
    .input(InEvent.extend({ problem: z.string() }))
    .output(z.void()),
};
