import type { Engine } from '../app/open-engine.ts';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface Session {
  readonly engine: Engine['client'];
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Opens an engine, does the work of one command with it, closes it, and ends with its exit code. */
export type RunCommand = (work: (session: Session) => Promise<ExitCode>) => Promise<void>;
