import type { IngestRun } from '../../engine/contract/ingest.ts';
import { shareDone } from '../stores/runs.ts';

/** What is worth saying of a run, between two looks at it. Never each photo. */
export type RunNews =
  /** A quarter, a half, three quarters. */
  | { readonly kind: 'milestone'; readonly share: number }
  | { readonly kind: 'done' | 'cancelled' | 'failed' | 'waiting' };

const milestones = [0.75, 0.5, 0.25];

/** `before` is null where the run was not known: what happened then was said, or is history. */
export function newsOf(before: IngestRun | null, now: IngestRun): RunNews | null {
  if (!before) return null;
  if (before.state !== now.state) {
    const { state } = now;
    if (state === 'done' || state === 'cancelled' || state === 'failed' || state === 'waiting')
      return { kind: state };
  }
  if (now.state !== 'running') return null;
  const [was, is] = [shareDone(before) ?? 0, shareDone(now) ?? 0];
  const share = milestones.find((each) => was < each && is >= each);
  return share === undefined ? null : { kind: 'milestone', share };
}
