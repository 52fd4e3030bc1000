import * as z from 'zod';
import { ErrorInfo } from './app-error.ts';

/** One model of a pack, as it is on this machine. */
export const ModelStatus = z.object({
  id: z.string(),
  role: z.string(),
  architecture: z.string(),
  /** `ready` answered its warm-up; `found` was not asked to; `absent` is optional and not there. */
  state: z.enum(['verifying', 'found', 'loading', 'ready', 'absent', 'missing', 'corrupt', 'failed']),
  /** Why it is not ready. */
  error: ErrorInfo.nullable(),
  licence: z.string(),
  /** Where the file comes from, for a person. */
  source: z.string(),
  /** Absolute; null where it was not found. */
  path: z.string().nullable(),
  bytes: z.int().nullable(),
  /** Execution provider in use, such as `cpu` or `webgpu`. */
  provider: z.string().nullable(),
  /** What was tried before it and is not used, with the reason. */
  refused: z.array(z.object({ provider: z.string(), reason: z.string() })),
  /** First run after loading, milliseconds. */
  warmUpMs: z.number().nullable(),
});
export type ModelStatus = z.infer<typeof ModelStatus>;

export const PackStatus = z.object({
  id: z.string(),
  name: z.string(),
  /** The pack that is used unless an event names another. */
  standard: z.boolean(),
  models: z.array(ModelStatus),
});
export type PackStatus = z.infer<typeof PackStatus>;
