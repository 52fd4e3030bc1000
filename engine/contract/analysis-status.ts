import * as z from 'zod';

/** How this machine analyses photos, and what that follows from. */
export const AnalysisStatus = z.object({
  /** Processes that analyse side by side. */
  workers: z.object({
    now: z.int(),
    /** What this machine would take by itself. */
    automatic: z.int(),
    /** Set by `ANALYSIS_WORKERS`, which nothing overrides; else null. */
    environment: z.int().nullable(),
    /** Inference threads of each. */
    threads: z.int(),
  }),
  gpu: z.object({
    now: z.enum(['auto', 'on', 'off']),
    /** Set by `USE_GPU`, which nothing overrides; else null. */
    environment: z.enum(['auto', 'on', 'off']).nullable(),
  }),
  cores: z.int(),
  memoryBytes: z.number(),
  /** What one process takes, bytes. */
  workerBytes: z.number(),
  /** Whether processes are there; they are started with the first photo. */
  started: z.boolean(),
});
export type AnalysisStatus = z.infer<typeof AnalysisStatus>;
