import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A worker's operating-system process as the pool sees it: `fork` here, `utilityProcess` in Electron. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  /** Structured clone; a message to a process that has gone is lost. */
  send(message: unknown): void;
  /** Ends it at once; native code cannot hold it up. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, after everything that it printed has arrived in `printed`. */
  onExit(listener: (exit: WorkerExit) => void): void;
}

export interface WorkerExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines that the process printed: what native code says before it aborts. */
  readonly printed: string;
}

export type SpawnWorker = () => WorkerProcess;

const printedLimit = 2_000;

/**
 * Runs a module in a process of its own. Nothing that it prints reaches this process's own output,
 * which may be a stream of JSON.
 *
 * @param entry module that calls `serveTasks`
 * @param env added to this process's environment
 */
export function forkWorker(entry: URL, env: Readonly<Record<string, string>> = {}): WorkerProcess {
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Flags of this process (a test runner's, a debugger's port) are not the worker's.
    execArgv: [],
    // Electron's program is asked to be a Node; a Node does not look at it.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-printedLimit);
    });
  }
  return {
    pid: child.pid,
    send: (message) => {
      // The callback takes the error of a closed channel; without it the error would be thrown.
      if (child.connected) child.send(message as object, () => {});
    },
    kill: () => child.kill('SIGKILL'),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false;
      const tell = (exit: WorkerExit) => {
        if (!told) listener(exit);
        told = true;
      };
      child.on('close', (code, signal) => tell({ code, signal, printed: printed.trim() }));
      // A process that could not be started never closes.
      child.on('error', (error) => {
        if (child.pid === undefined) tell({ code: null, signal: null, printed: error.message });
      });
    },
  };
}
