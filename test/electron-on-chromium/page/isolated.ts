import type { makeBridge } from './bridge.ts';
import type { makeCodec } from './codec.ts';
import type { FromPage, PageProcess, ToPage } from './wire.ts';

type Listener = (event: { ports: MessagePort[]; sender: unknown }, ...args: unknown[]) => void;

/**
 * The preload's world: what `require('electron')` gives there, over a binding of the debugging protocol
 * that this world alone has. Then the preload itself, as CommonJS.
 */
export function runPreload(
  codec: ReturnType<typeof makeCodec>,
  bridge: ReturnType<typeof makeBridge>,
  process: PageProcess,
  preload: (
    require: (name: string) => unknown,
    module: { exports: object },
    exports: object,
    process: PageProcess,
  ) => void,
): void {
  const world = globalThis as typeof globalThis & {
    standInSend?: (json: string) => void;
    standInReceive?: (json: string) => void;
  };
  const send = world.standInSend;
  const ports = new Map<string, MessagePort>();
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<Listener>>();
  let outbox: FromPage[] = [];
  let nextPort = 1;
  let nextCall = 1;
  let dropping: string[] = [];

  const strict = <T extends object>(name: string, value: T): T =>
    new Proxy(value, {
      get: (target, key) => {
        if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
          return Reflect.get(target, key);
        throw new Error(`The stand-in for Electron has no ${name}.${key}.`);
      },
    });

  function post(message: FromPage): void {
    if (outbox.push(message) > 1) return;
    queueMicrotask(() => {
      const messages = outbox;
      outbox = [];
      send?.(JSON.stringify(messages));
    });
  }

  function wire(id: string, port: MessagePort): void {
    ports.set(id, port);
    port.onmessage = (event) =>
      post({ kind: 'port', id, data: codec.encode(event.data), ports: give(event.ports) });
    port.addEventListener('close', () => {
      if (ports.delete(id)) post({ kind: 'close', id });
    });
  }

  /** A port whose other end is main's. */
  function adopt(id: string): MessagePort {
    const { port1, port2 } = new MessageChannel();
    wire(id, port1);
    return port2;
  }

  function give(list: readonly MessagePort[]): string[] {
    return list.map((port) => {
      const id = `page${nextPort++}`;
      wire(id, port);
      return id;
    });
  }

  const off = (channel: string, listener: Listener) => {
    listeners.get(channel)?.delete(listener);
    return ipcRenderer;
  };
  const on = (channel: string, listener: Listener) => {
    const all = listeners.get(channel) ?? new Set();
    listeners.set(channel, all.add(listener));
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    on,
    off,
    removeListener: off,
    send: (channel: string, ...args: unknown[]) =>
      post({ kind: 'send', channel, args: codec.encode(args), ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) =>
      post({ kind: 'send', channel, args: codec.encode([message]), ports: give(transfer) }),
    invoke: (channel: string, ...args: unknown[]) => {
      const id = nextCall++;
      const encoded = codec.encode(args);
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        post({ kind: 'invoke', id, channel, args: encoded });
      });
    },
  });

  function receive(message: ToPage): void {
    if (message.kind === 'return' || message.kind === 'throw') {
      const call = calls.get(message.id);
      calls.delete(message.id);
      if (message.kind === 'return') call?.resolve(codec.decode(message.value));
      else call?.reject(new Error(message.message));
    } else if (message.kind === 'send') {
      const event = { ports: message.ports.map(adopt), sender: ipcRenderer };
      for (const listener of listeners.get(message.channel) ?? [])
        listener(event, ...(codec.decode(message.args) as unknown[]));
    } else if (message.kind === 'port') {
      ports.get(message.id)?.postMessage(codec.decode(message.data), message.ports.map(adopt));
    } else if (message.kind === 'close') {
      const port = ports.get(message.id);
      ports.delete(message.id);
      port?.close();
    } else dropping = message.paths;
  }

  world.standInReceive = (json) => {
    for (const message of JSON.parse(json) as ToPage[]) {
      try {
        receive(message);
      } catch (error) {
        console.error('electron-on-chromium:', error);
      }
    }
  };

  /** Chromium tells no path of a file; who drops one for a test has said before which ones. */
  function getPathForFile(file: File): string {
    const paths = dropping.filter((path) => path.split(/[\\/]/).at(-1) === file.name);
    if (paths.length === 1) return paths[0] ?? '';
    throw new Error(
      `The stand-in for Electron was told ${paths.length} paths of a dropped ${file.name}: call expectDrop with one first.`,
    );
  }

  const electron = strict('electron (in a preload)', {
    ipcRenderer,
    contextBridge: strict('contextBridge', { exposeInMainWorld: bridge.expose }),
    webUtils: strict('webUtils', { getPathForFile }),
  });
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    console.error('Unable to load preload script', error);
    post({ kind: 'preloadError', message: error instanceof Error ? `${error.stack}` : String(error) });
  }
}
