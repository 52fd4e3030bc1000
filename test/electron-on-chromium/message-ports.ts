import { KnownEvents, strict } from './strict.ts';

interface PortEvents {
  message: [{ data: unknown; ports: StandInPort[] }];
  close: [];
}

/** Where a port's messages go once it has been given to a page or another process. */
interface Outlet {
  message(data: unknown, ports: readonly StandInPort[]): void;
  close(): void;
}

/** `MessagePortMain`: nothing is delivered before `start`, and nothing is lost until then. */
export class StandInPort
  extends KnownEvents<PortEvents>
  implements Pick<Electron.MessagePortMain, 'start' | 'close'>
{
  private peer: StandInPort | null = null;
  private queue: { data: unknown; ports: StandInPort[] }[] = [];
  private started = false;
  private outlet: Outlet | null = null;

  constructor() {
    super('MessagePortMain', ['message', 'close']);
  }

  /** Two ports, each the other's end. */
  static pair(): [StandInPort, StandInPort] {
    const [one, other] = [new StandInPort(), new StandInPort()];
    one.peer = other;
    other.peer = one;
    return [one, other];
  }

  postMessage(data: unknown, transfer: readonly StandInPort[] = []): void {
    if (this.outlet) throw new Error('This port was given away.');
    this.peer?.deliver(structuredClone(data), [...transfer]);
  }

  start(): void {
    this.started = true;
    for (const message of this.queue.splice(0)) this.emitLater(message);
  }

  close(): void {
    const { peer } = this;
    this.peer = null;
    if (!peer) return;
    this.emit('close');
    peer.otherEndClosed();
  }

  /** Gives this end away. What had arrived goes after it. */
  moveTo(outlet: Outlet): void {
    if (this.outlet) throw new Error('This port was given away before.');
    this.outlet = outlet;
    for (const { data, ports } of this.queue.splice(0)) outlet.message(data, ports);
    if (!this.peer) outlet.close();
  }

  /** What the place that this end was given to has to say. */
  fromAfar(data: unknown, ports: StandInPort[]): void {
    this.peer?.deliver(data, ports);
  }

  private deliver(data: unknown, ports: StandInPort[]): void {
    if (this.outlet) this.outlet.message(data, ports);
    else if (this.started) this.emitLater({ data, ports });
    else this.queue.push({ data, ports });
  }

  private emitLater(message: { data: unknown; ports: StandInPort[] }): void {
    setImmediate(() => this.emit('message', message));
  }

  private otherEndClosed(): void {
    this.peer = null;
    if (this.outlet) this.outlet.close();
    // After the messages that are on their way.
    else setImmediate(() => this.emit('close'));
  }
}

/** `MessageChannelMain`. */
export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    [this.port1, this.port2] = StandInPort.pair().map((port) => strict('MessagePortMain', port)) as [
      StandInPort,
      StandInPort,
    ];
  }
}

/** What is said of a port to a page or process; the ports that come along are named. */
export type PortMessage =
  | { readonly kind: 'port'; readonly id: string; readonly data: unknown; readonly ports: string[] }
  | { readonly kind: 'close'; readonly id: string };

/** The ports whose other ends live in one page or one process, by the names that both sides use. */
export class RemotePorts {
  private readonly ports = new Map<string, StandInPort>();
  private readonly post: (message: PortMessage) => void;
  private count = 0;

  constructor(post: (message: PortMessage) => void) {
    this.post = post;
  }

  /**
   * Gives ports away to the other side: `tell` says their names there, and only then follows what had
   * arrived at them.
   */
  give(ports: readonly StandInPort[], tell: (ids: string[]) => void): void {
    const named = ports.map((port) => [`main${++this.count}`, port] as const);
    tell(named.map(([id]) => id));
    for (const [id, port] of named) this.keep(id, port);
  }

  /** Takes ports that the other side gave away. */
  adopt(ids: readonly string[]): StandInPort[] {
    return ids.map((id) => {
      const { port1, port2 } = new StandInChannel();
      this.keep(id, port1);
      return port2;
    });
  }

  received(id: string, data: unknown, ports: readonly string[]): void {
    this.ports.get(id)?.fromAfar(data, this.adopt(ports));
  }

  closed(id: string): void {
    const port = this.ports.get(id);
    this.ports.delete(id);
    port?.close();
  }

  /** The page or process is gone. */
  closeAll(): void {
    for (const id of [...this.ports.keys()]) this.closed(id);
  }

  private keep(id: string, port: StandInPort): void {
    this.ports.set(id, port);
    port.moveTo({
      message: (data, ports) => this.give(ports, (ids) => this.post({ kind: 'port', id, data, ports: ids })),
      close: () => {
        if (this.ports.delete(id)) this.post({ kind: 'close', id });
      },
    });
  }
}
