import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { HostBridge } from '../../engine/contract/host-bridge.ts';

/** Calls carry no context of their own. */
export type NoContext = Record<never, never>;

/** One connection to the engine, good until `closed`. */
export interface Line {
  readonly link: ClientLink<NoContext>;
  /** Settles when it is of no use any more. Calls under way on it have failed by then. */
  readonly closed: Promise<void>;
}

/** Milliseconds after which a port that did not come is asked for again. */
const askAgain = 500;

/**
 * Asks the desktop for a port to the engine until one comes: a request that was made before the desktop
 * listened, or of an engine that was just dying, is lost.
 */
export function dialPort(host: HostBridge): Promise<Line> {
  return new Promise((resolve) => {
    const arrived = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'engine-port' || !port) return;
      window.removeEventListener('message', arrived);
      clearInterval(asking);
      resolve(portLine(port, host));
    };
    window.addEventListener('message', arrived);
    host.requestEnginePort();
    const asking = setInterval(() => host.requestEnginePort(), askAgain);
  });
}

function portLine(port: MessagePort, host: HostBridge): Line {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  // [Note: closed ports] A port says that it closed to whoever listened first, so our listener comes
  // before the link's own: whoever is told by a failed call dials anew already.
  port.addEventListener('close', () => resolve());
  const link = new PortLink<NoContext>({ port });
  port.start();
  let present = true;
  const stop = host.onEngineState((state) => {
    // The present state is told at once, and the port was given in it: it waits for the engine itself.
    if (present || (state !== 'restarting' && state !== 'failed')) return;
    stop();
    // The other end is gone without a word; calls under way must learn of it.
    port.dispatchEvent(new Event('close'));
    port.close();
  });
  present = false;
  return { link, closed: closed.finally(stop) };
}

/** Opens oRPC's WebSocket of the HTTP host; rejects where nobody answers. */
export function dialSocket(address: string): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    socket.addEventListener('close', () => {
      close();
      reject(new Error(`No connection to ${address}`));
    });
    const link = new SocketLink<NoContext>({ websocket: socket });
    socket.addEventListener('open', () => resolve({ link, closed }));
  });
}

/** Address of the HTTP host's WebSocket, beside the page. */
export function socketAddress(base: string): string {
  const address = new URL('rpc', base);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
