import * as z from 'zod';
import { ExportRun } from './export.ts';
import { IngestRun, Source } from './ingest.ts';
import { Preferences } from './preferences.ts';

/**
 * What changed, as it happens: at most four times a second of each kind, each message the whole state
 * of its subject, so that one that was missed costs nothing.
 */
export const LiveEvent = z.discriminatedUnion('kind', [
  /** Sent first, and again after the engine has come back. */
  z.object({
    kind: z.literal('hello'),
    runs: z.array(IngestRun),
    exports: z.array(ExportRun),
    version: z.string(),
  }),
  z.object({ kind: z.literal('run'), run: IngestRun }),
  z.object({ kind: z.literal('export'), run: ExportRun }),
  z.object({ kind: z.literal('sources'), event: z.uuid(), sources: z.array(Source) }),
  /** Photos, findings, decisions, start list or facts of an event changed. */
  z.object({ kind: z.literal('event'), event: z.uuid(), revision: z.int() }),
  /** The list of events changed. */
  z.object({ kind: z.literal('events') }),
  /** Somebody changed a preference, in this window or another. */
  z.object({ kind: z.literal('preferences'), preferences: Preferences }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
