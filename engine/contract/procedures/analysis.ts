import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { AnalysisStatus } from '../analysis-status.ts';
import { AnalyzedPhoto } from '../analyzed-photo.ts';
import { ErrorInfo } from '../app-error.ts';
import { EventRef, machineOnly, procedure } from '../procedure.ts';
import { Progress } from '../progress.ts';

export const analysis = {
  status: procedure
    .route({ method: 'GET', path: '/analysis', summary: 'Say how this machine analyses' })
    .output(AnalysisStatus),
  /** Starts the processes that analyse anew, by the settings as they are now; no photo is lost or done twice. */
  restart: procedure
    .route({ method: 'POST', path: '/analysis/restart', summary: 'Start analysis again' })
    .output(AnalysisStatus),
  /** Analyses files and folders without a catalog; photos arrive in the order in which they are done. */
  analyze: machineOnly
    .route({ method: 'POST', path: '/analyze', summary: 'Analyse photos without keeping anything' })
    .input(z.object({ paths: z.array(z.string().min(1)).min(1), embeddings: z.boolean().default(false) }))
    .output(eventIterator(z.object({ photo: AnalyzedPhoto, progress: Progress }))),
  /** Brings an event up to date with folders: only what is new or changed is analysed. */
  index: machineOnly
    .route({ method: 'POST', path: '/events/{event}/index', summary: 'Analyse the photos of an event' })
    .input(
      z.object({
        event: EventRef,
        paths: z.array(z.string().min(1)).min(1),
        /** Analyse again what failed before, too. */
        retry: z.boolean().default(false),
      }),
    )
    .output(
      eventIterator(
        z.object({
          progress: Progress,
          /** The file that just failed; null for every other event. */
          failure: z.object({ file: z.string(), error: ErrorInfo }).nullable(),
        }),
        Progress,
      ),
    ),
};
