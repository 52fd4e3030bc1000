import type { Engine } from '../app/open-engine.ts';
import type { OwnAddress } from './own-address.ts';
import type { RunningCalls } from './running-calls.ts';

/** What every part of the host works with. */
export interface HostParts {
  readonly engine: Engine;
  readonly calls: RunningCalls;
  /** Known once the server listens, which it does before it answers anything. */
  readonly own: () => OwnAddress;
  /** Hears of faults, for whoever runs the server; a client is never told more than that there was one. */
  readonly log: (line: string) => void;
}
