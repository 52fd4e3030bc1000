// Loaded into a utility process before its module: gives it `process.parentPort`.
import { KnownEvents, strict } from './strict.ts';
import type { UtilityMessage } from './utility-wire.ts';

interface Message {
  readonly data: unknown;
  readonly ports: ChildPort[];
}

const ports = new Map<string, ChildPort>();

function send(message: UtilityMessage): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}

/** `MessagePortMain` in a utility process; the other end is in main or beyond. */
class ChildPort extends KnownEvents<{ message: [Message]; close: [] }> {
  readonly id: string;
  private queue: Message[] = [];
  private started = false;

  constructor(id: string) {
    super('MessagePortMain', ['message', 'close']);
    this.id = id;
    ports.set(id, this);
  }

  postMessage(data: unknown, transfer: readonly ChildPort[] = []): void {
    send({ kind: 'port', id: this.id, data, ports: transfer.map(({ id }) => id) });
  }

  start(): void {
    this.started = true;
    for (const message of this.queue.splice(0)) this.emit('message', message);
  }

  close(): void {
    if (!ports.delete(this.id)) return;
    send({ kind: 'close', id: this.id });
    this.emit('close');
  }

  receive(message: Message): void {
    if (this.started) this.emit('message', message);
    else this.queue.push(message);
  }

  otherEndClosed(): void {
    if (ports.delete(this.id)) this.emit('close');
  }
}

class ParentPort extends KnownEvents<{ message: [Message] }> {
  private queue: Message[] = [];

  constructor() {
    super('process.parentPort', ['message']);
    this.on('newListener', () => setImmediate(() => this.flush()));
  }

  postMessage(data: unknown): void {
    send({ kind: 'message', data, ports: [] });
  }

  receive(message: Message): void {
    this.queue.push(message);
    this.flush();
  }

  private flush(): void {
    if (this.listenerCount('message') === 0) return;
    for (const message of this.queue.splice(0)) this.emit('message', message);
  }
}

const parentPort = new ParentPort();
const adopt = (ids: readonly string[]) => ids.map((id) => strict('MessagePortMain', new ChildPort(id)));

process.on('message', (message: UtilityMessage) => {
  if (message.kind === 'message') parentPort.receive({ data: message.data, ports: adopt(message.ports) });
  else if (message.kind === 'port') {
    ports.get(message.id)?.receive({ data: message.data, ports: adopt(message.ports) });
  } else ports.get(message.id)?.otherEndClosed();
});
// Main is gone.
process.on('disconnect', () => process.exit(0));

Object.defineProperties(process, {
  parentPort: { value: strict('process.parentPort', parentPort) },
  type: { value: 'utility' },
});
