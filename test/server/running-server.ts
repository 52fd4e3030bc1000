import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Engine, openEngine } from '../../engine/app/open-engine.ts';
import type { Client } from '../../engine/contract/contract.ts';
import { type Server, startServer } from '../../engine/server/server.ts';

/** The part of a browser's WebSocket that oRPC uses; that of `ws` has it too, typed in its own way. */
type WebSocketOfBrowsers = ConstructorParameters<typeof RPCLink>[0]['websocket'];

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A real engine behind a real listening server, in folders of its own that go with the test. */
export interface RunningServer {
  readonly server: Server;
  readonly engine: Engine;
  readonly home: string;
  readonly port: number;
  /** What the server said to whoever runs it. */
  readonly log: string[];
  /** Sends exactly this path and these headers, as no tidy client would. */
  request(path: string, options?: RequestOptions): Promise<Answer>;
  /** Opens a WebSocket as a page does. */
  socket(options?: { path?: string; headers?: Record<string, string> }): WebSocket;
  /** The contract over a WebSocket. */
  page(): Promise<Client>;
}

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Files of a built application, with one that must not be seen beside its folder. */
async function makeApplication(home: string): Promise<string> {
  const folder = path.join(home, 'application');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Photofinish</title>');
  await writeFile(path.join(folder, 'assets', 'index-abc123.js'), 'export {};');
  await writeFile(path.join(folder, '.stamp'), 'secret');
  await writeFile(path.join(home, 'secret.txt'), 'secret');
  return folder;
}

export async function runningServer(host = '127.0.0.1'): Promise<RunningServer> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'photofinish-server-')));
  const log: string[] = [];
  const say = (line: string) => void log.push(line);
  const engine = openEngine(home, say);
  const server = await startServer(engine, {
    host,
    port: 0,
    log: say,
    application: await makeApplication(home),
  });
  let closed: Promise<void> | null = null;
  const close = () => (closed ??= server.close());
  onTestFinished(async () => {
    await close();
    await engine.close();
    await rm(home, { recursive: true, force: true });
  });
  const port = Number(new URL(server.url).port);
  const socket: RunningServer['socket'] = ({ path: place = '/rpc', headers = {} } = {}) =>
    new WebSocket(`${server.url.replace('http', 'ws')}${place}`, { headers });
  return {
    server: { url: server.url, close },
    engine,
    home,
    port,
    log,
    socket,
    request: (place, options) => request(host, port, place, options),
    page: async () => {
      const opened = socket();
      await once(opened, 'open');
      return createORPCClient(new RPCLink({ websocket: opened as object as WebSocketOfBrowsers }));
    },
  };
}

async function request(
  host: string,
  port: number,
  place: string,
  { method = 'GET', headers = {}, body }: RequestOptions = {},
): Promise<Answer> {
  const length = body !== undefined && !headers['transfer-encoding'] ? Buffer.byteLength(body) : null;
  const said = { ...headers, ...(length !== null && { 'content-length': length }) };
  const sent = http.request({ host, port, path: place, method, headers: said, agent: false });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() };
}
