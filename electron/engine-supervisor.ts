import { EventEmitter } from 'node:events';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { EngineState } from '../engine/contract/host-bridge.ts';
import { say } from '../messages/format.ts';
import type { Caller, FromEngine, ToEngine } from './engine-messages.ts';

export interface SupervisorOptions {
  /** Module of the engine process. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Wait before the first restart in milliseconds; doubles with each crash that follows soon. */
  readonly backOff?: number;
}

/** So many crashes within `crashWindow` milliseconds, and the engine is not started again unasked. */
const crashesUntilFailed = 4;
const crashWindow = 60_000;

/** The last lines that the engine printed: what native code says before it aborts. */
const printedLimit = 2_000;

/**
 * Keeps the engine process alive. Ports that are asked for while it is not ready wait for it; the ports
 * of an engine that ended close by themselves, and whoever held one asks for another.
 */
export class EngineSupervisor extends EventEmitter<{ state: [EngineState, message: string | null] }> {
  readonly #options: SupervisorOptions;
  #process: UtilityProcess | null = null;
  #waiting: { readonly caller: Caller; readonly port: MessagePortMain }[] = [];
  #crashes: number[] = [];
  #restart: NodeJS.Timeout | null = null;
  #closing = false;
  #printed = '';
  state: EngineState = 'starting';
  message: string | null = null;

  constructor(options: SupervisorOptions) {
    super();
    this.#options = options;
  }

  /** Process id while there is a process. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  start(): void {
    this.#restart = null;
    this.#printed = '';
    const engine = utilityProcess.fork(this.#options.entry, [...this.#options.args], {
      serviceName: 'Photofinish engine',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = engine;
    for (const [from, to] of [
      [engine.stdout, process.stdout],
      [engine.stderr, process.stderr],
    ] as const) {
      from?.on('data', (chunk: Buffer) => {
        this.#printed = (this.#printed + chunk.toString()).slice(-printedLimit);
        to.write(chunk);
      });
    }
    engine.on('message', (message: FromEngine) => {
      if (message.kind !== 'ready') return;
      this.#become('ready', null);
      for (const { caller, port } of this.#waiting.splice(0)) this.#send({ kind: 'port', caller }, port);
    });
    engine.once('exit', (code) => this.#ended(code));
  }

  /** A new port to the engine for somebody; it may be used at once. */
  connect(caller: Caller): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    if (this.state === 'ready') this.#send({ kind: 'port', caller }, port2);
    else if (this.state === 'failed' || this.#closing) port2.close();
    else this.#waiting.push({ caller, port: port2 });
    return port1;
  }

  /** After `failed`. */
  restart(): void {
    if (this.state !== 'failed' || this.#closing) return;
    this.#crashes = [];
    this.#become('starting', null);
    this.start();
  }

  /** Lets the engine finish what it must not leave half done; ends it after `timeout` milliseconds. */
  async close(timeout: number): Promise<void> {
    this.#closing = true;
    if (this.#restart) clearTimeout(this.#restart);
    const engine = this.#process;
    if (!engine) return;
    const ended = new Promise<void>((resolve) => {
      engine.once('exit', () => resolve());
    });
    this.#send({ kind: 'close' });
    const late = setTimeout(() => engine.kill(), timeout);
    await ended;
    clearTimeout(late);
  }

  #ended(code: number): void {
    this.#process = null;
    if (this.#closing) return;
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => at > now - crashWindow), now];
    console.error(`The engine process ended with code ${code}.`);
    if (this.#crashes.length >= crashesUntilFailed) {
      for (const { port } of this.#waiting.splice(0)) port.close();
      const lastLine = this.#printed.trim().split('\n').at(-1);
      this.#become('failed', say('desktop.engine.failed') + (lastLine ? ` (${lastLine})` : ''));
      return;
    }
    this.#become('restarting', say('desktop.engine.restarting'));
    const wait = (this.#options.backOff ?? 250) * 2 ** (this.#crashes.length - 1);
    this.#restart = setTimeout(() => this.start(), wait);
  }

  #send(message: ToEngine, ...ports: MessagePortMain[]): void {
    this.#process?.postMessage(message, ports);
  }

  #become(state: EngineState, message: string | null): void {
    this.state = state;
    this.message = message;
    this.emit('state', state, message);
  }
}
