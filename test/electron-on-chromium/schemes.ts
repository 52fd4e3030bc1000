import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
const privileged = new Set<string>();

/**
 * `protocol`. Chromium loads no scheme that it does not know, so what a handler serves at `app://bundle/x`
 * lies at `http://bundle.app.localhost/x`: a secure context with the same answers. Main sees the
 * addresses that Electron would show.
 */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle: (scheme: string, handler: Handler) => {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (!privileged.has(scheme)) throw new Error(`${scheme} was not registered as privileged before ready.`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>);

/** Where Chromium finds what a handler serves; other addresses as they are. */
export function realAddress(address: string): string {
  const match = /^([a-z][\w+.-]*):\/\/([^/?#]*)(.*)$/.exec(address);
  return match && handlers.has(match[1] ?? '')
    ? `http://${match[2]}.${match[1]}.localhost${match[3] || '/'}`
    : address;
}

/** The address that a page has for main. */
export function shownAddress(address: string): string {
  const match = /^http:\/\/(.+)\.([\w+-]+)\.localhost(?::\d+)?(.*)$/.exec(address);
  return match && handlers.has(match[2] ?? '') ? `${match[2]}://${match[1]}${match[3]}` : address;
}

/** Serves the handlers on a port of this machine alone. */
export async function serveSchemes(): Promise<number> {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = shownAddress(`http://${incoming.headers.host}${incoming.url}`);
  const handler = handlers.get(url.split(':', 1)[0] ?? '');
  if (!handler || url.startsWith('http:')) {
    outgoing.writeHead(404).end();
    return;
  }
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body =
    method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming), duplex: 'half' as const };
  try {
    const response = await handler(new Request(url, { method, headers, ...(body as RequestInit) }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (!response.body) {
      outgoing.end();
      return;
    }
    const stream = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    // Whoever asked may have gone: the handler's stream is cancelled with it.
    outgoing.on('close', () => stream.destroy());
    stream.on('error', () => outgoing.destroy());
    stream.pipe(outgoing);
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500).end(String(error));
  }
}
