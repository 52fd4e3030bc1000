import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import type { FastifyInstance } from 'fastify';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { router } from '../app/router.ts';
import { answerOf, logFault, notThere } from './failures.ts';
import type { HostParts } from './host-parts.ts';
import { GOODBYE_MS, MAX_REQUEST_BYTES } from './limits.ts';
import { checkSender } from './origin-check.ts';

/** WebSocket close codes (RFC 6455, section 7.4.1): the server goes away; what came is not what it says. */
const GOING_AWAY = 1001;
const NOT_UNDERSTOOD = 1007;
/** No byte of UTF-8: what oRPC puts between the JSON of a message and its file. */
const END_OF_JSON = 0xff;

/**
 * The contract as a page speaks it: one WebSocket at `/rpc`, on which answers and streams share the
 * way. Over HTTP/1.1 six open streams would block every other call of a page. Gives what ends the
 * sockets.
 */
export function servePages(
  app: FastifyInstance,
  { engine, calls, own, log }: HostParts,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
  });
  const handler = new RPCHandler(router, {
    interceptors: [({ next }) => calls.run(next)],
    clientInterceptors: [
      ({ next }) =>
        next().catch((error: unknown) => {
          logFault(error, log);
          throw error;
        }),
    ],
  });
  const context = engine.contextFor('window');

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    try {
      checkSender(request.headers, own());
      if (new URL(request.url ?? '/', own().url).pathname !== '/rpc') throw notThere(request.url ?? '/');
    } catch (error) {
      refuse(socket, error);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // A connection that is cut ends its calls by `close`; there is nobody to tell.
      opened.on('error', () => opened.terminate());
      void handler.upgrade(paced(opened), { context });
    });
  });

  return async () => {
    const open = [...sockets.clients];
    const gone = Promise.all(open.map((client) => new Promise((resolve) => client.once('close', resolve))));
    for (const client of open) client.close(GOING_AWAY, 'Photofinish is ending');
    const timer = setTimeout(() => {
      for (const client of open) client.terminate();
    }, GOODBYE_MS);
    await gone;
    clearTimeout(timer);
  };
}

/**
 * The socket as oRPC uses it. Sending takes as long as the browser takes to receive: a stream that is made
 * faster than it is read waits, and is not piled up in memory. What is no call ends the connection.
 */
function paced(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  socket.on('message', (data) => {
    if (!isCall(data)) socket.close(NOT_UNDERSTOOD, 'This is no call');
  });
  return {
    addEventListener: (type, listener, options) => {
      socket.addEventListener(
        type,
        (event) => {
          if (socket.readyState !== socket.OPEN && type === 'message') return;
          if (typeof listener === 'function') listener(event);
          else listener.handleEvent(event);
        },
        options,
      );
    },
    send: (data: RawData | string) => new Promise<void>((resolve) => socket.send(data, () => resolve())),
  };
}

/** JSON with an id, or such JSON and a file behind it. */
function isCall(bytes: RawData): boolean {
  // How ws hands over every message unless it is told otherwise.
  if (!Buffer.isBuffer(bytes)) return false;
  const end = bytes.indexOf(END_OF_JSON);
  try {
    const message: unknown = JSON.parse(bytes.toString('utf8', 0, end < 0 ? bytes.length : end));
    return typeof message === 'object' && message !== null && 'i' in message;
  } catch {
    return false;
  }
}

/** Before the upgrade this is still HTTP, so the refusal is the answer that any other request gets. */
function refuse(socket: Duplex, error: unknown): void {
  const answer = answerOf(error);
  const body = JSON.stringify(answer.toJSON());
  socket.end(
    [
      `HTTP/1.1 ${answer.status} Refused`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
