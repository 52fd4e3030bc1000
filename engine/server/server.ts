import path from 'node:path';
import Fastify from 'fastify';
import type { Engine } from '../app/open-engine.ts';
import { pageHeaders, pageHeadersWith } from '../app/page-headers.ts';
import { programFolder } from '../app/program-folder.ts';
import { AppError } from '../contract/app-error.ts';
import { serveApi } from './api.ts';
import { atMost } from './at-most.ts';
import { answerFailures, answerWith } from './failures.ts';
import type { HostParts } from './host-parts.ts';
import { GOODBYE_MS, GRACE_MS } from './limits.ts';
import { serveMedia } from './media.ts';
import { openStreams } from './open-streams.ts';
import { checkSender } from './origin-check.ts';
import { type OwnAddress, ownAddress } from './own-address.ts';
import { serveApplication } from './pages.ts';
import { servePages } from './rpc.ts';
import { RunningCalls } from './running-calls.ts';

export interface ServerOptions {
  /** A loopback address, as `loopbackHost` gives it. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly log: (line: string) => void;
  /** Folder of the built application. */
  readonly application?: string;
}

export interface Server {
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  /** Takes nothing new, answers what is in flight, ends streams. The engine stays open. */
  close(): Promise<void>;
}

/**
 * Serves an engine to browsers and scripts of this machine: the application at `/`, the contract at `/rpc`
 * (WebSocket) and `/api/v1` (HTTP), pictures at `/media`.
 * @throws AppError ADDRESS_IN_USE, INPUT_INVALID
 */
export async function startServer(
  engine: Engine,
  { host, port, log, application = path.join(programFolder, 'dist', 'renderer') }: ServerOptions,
): Promise<Server> {
  const app = Fastify({
    // Connections with a call in flight are waited for, see `close`.
    forceCloseConnections: 'idle',
    // An address that cannot even be decoded reaches no route and no hook.
    frameworkErrors: (error, _request, reply) => void answerWith(error, reply.headers(pageHeaders)),
  });
  let own: OwnAddress | null = null;
  const parts: HostParts = {
    engine,
    calls: new RunningCalls(),
    own: () => {
      if (own === null) throw new Error('The server was asked before it listened.');
      return own;
    },
    log,
  };

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders);
    checkSender(request.headers, parts.own());
    reply.headers(pageHeadersWith([`ws://${request.headers.host}`]));
  });
  answerFailures(app, log);
  const endStreams = openStreams(app);
  const endSockets = servePages(app, parts);
  await app.register((scope) => serveApi(scope, parts));
  await serveApplication(app, application);
  await serveMedia(app, parts);

  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw cannotListen(error, host, port);
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  own = ownAddress(host, address.port);

  return {
    url: own.url,
    close: async () => {
      const answered = parts.calls.end();
      const closed = app.close();
      endStreams();
      await atMost(GRACE_MS, answered);
      await endSockets();
      if (!(await atMost(GOODBYE_MS, closed))) app.server.closeAllConnections();
      await closed;
    },
  };
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new AppError(
      'ADDRESS_IN_USE',
      `Another program listens on ${host}:${port}, perhaps Photofinish itself. End it, or choose another port with --port (0 takes any that is free).`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new AppError(
      'INPUT_INVALID',
      `This account may not listen on port ${port}. Choose one above 1023 with --port.`,
      { cause: error },
    );
  }
  if (code === 'EADDRNOTAVAIL') {
    return new AppError('INPUT_INVALID', `This machine has no address ${host}. Leave --host out.`, {
      cause: error,
    });
  }
  return error;
}
