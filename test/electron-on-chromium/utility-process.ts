import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import { appState } from './app-state.ts';
import { RemotePorts, type StandInPort } from './message-ports.ts';
import { checkOptions, KnownEvents, strict } from './strict.ts';
import type { UtilityMessage } from './utility-wire.ts';

interface Events {
  spawn: [];
  message: [unknown];
  exit: [code: number];
}

const running = new Set<StandInUtilityProcess>();

const inUtility = new URL('./utility-child.ts', import.meta.url).href;

/** `UtilityProcess`: a Node process with `process.parentPort`. */
class StandInUtilityProcess
  extends KnownEvents<Events>
  implements Pick<Electron.UtilityProcess, 'kill' | 'stdout' | 'stderr'>
{
  pid: number | undefined;
  readonly serviceName: string;
  readonly stdout: ChildProcess['stdout'];
  readonly stderr: ChildProcess['stderr'];
  private readonly child: ChildProcess;
  private readonly remote: RemotePorts;

  constructor(entry: string, args: readonly string[], options: Electron.ForkOptions) {
    super('UtilityProcess', ['spawn', 'message', 'exit']);
    checkOptions('utilityProcess.fork', options, ['serviceName', 'stdio', 'env']);
    this.serviceName = options.serviceName ?? 'Node Utility Process';
    const output = Array.isArray(options.stdio) ? options.stdio[1] : (options.stdio ?? 'inherit');
    if (output !== 'pipe' && output !== 'inherit')
      throw new Error(`The stand-in for Electron has no stdio ${output}.`);
    this.child = fork(entry, args, {
      execArgv: ['--import', inUtility],
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...(options.env ?? process.env) },
    });
    this.stdout = this.child.stdout;
    this.stderr = this.child.stderr;
    this.remote = new RemotePorts((message) => this.send(message));
    this.child.once('spawn', () => {
      this.pid = this.child.pid;
      running.add(this);
      this.emit('spawn');
    });
    this.child.on('message', (message) => this.heard(message as UtilityMessage));
    // After everything that it printed and said has arrived.
    this.child.once('close', (code, signal) => this.ended(code, signal));
  }

  postMessage(data: unknown, transfer: readonly StandInPort[] = []): void {
    this.remote.give(transfer, (ports) => this.send({ kind: 'message', data, ports }));
  }

  kill(): boolean {
    return this.child.kill();
  }

  private heard(message: UtilityMessage): void {
    if (message.kind === 'message') this.emit('message', message.data);
    else if (message.kind === 'port') this.remote.received(message.id, message.data, message.ports);
    else this.remote.closed(message.id);
  }

  private ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.pid = undefined;
    running.delete(this);
    this.remote.closeAll();
    const exitCode = code ?? (signal ? constants.signals[signal] : 1);
    this.emit('exit', exitCode);
    if (exitCode === 0) return;
    const reason =
      signal === 'SIGKILL' || signal === 'SIGTERM' ? 'killed' : signal ? 'crashed' : 'abnormal-exit';
    appState.childProcessGone({ type: 'Utility', reason, exitCode, name: this.serviceName });
  }

  private send(message: UtilityMessage): void {
    // The callback takes the error of a channel that closes meanwhile.
    if (this.child.connected) this.child.send(message, () => {});
  }
}

/** The utility processes, as `app.getAppMetrics` lists them. */
export function utilityMetrics(): { pid: number; type: 'Utility'; name: string }[] {
  return [...running].flatMap(({ pid, serviceName }) =>
    pid === undefined ? [] : [{ pid, type: 'Utility', name: serviceName }],
  );
}

/** `utilityProcess`. */
export const utilityProcess = strict('utilityProcess', {
  fork: (entry: string, args: readonly string[] = [], options: Electron.ForkOptions = {}) =>
    strict('UtilityProcess', new StandInUtilityProcess(entry, args, options)),
});
