import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Protocol } from 'electron';
import type { KeptPicture } from '../engine/app/kept-picture.ts';
import { pageHeaders } from '../engine/app/page-headers.ts';
import { byteRange } from './byte-range.ts';
import { appOrigin } from './security.ts';

export const scheme = 'app';
/** What is never another: for a year. */
const FOR_GOOD = 'max-age=31536000, immutable';

/** Standard and secure, so that relative addresses, `fetch`, streams and the camera work as on the web. */
export const schemePrivileges = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
} as const;

/** A file to be sent; `immutable` where its address will never stand for another one. */
export interface ServedFile {
  readonly path: string;
  readonly type: string;
  readonly immutable: boolean;
}

export interface Pages {
  /** Folder of the built page. */
  readonly folder: string;
  /** The picture behind an address that begins with `media/`; null where there is none. */
  locate(address: string): Promise<ServedFile | null>;
  /** Pictures that can be had without asking the engine; null where `locate` has to be asked. */
  kept(address: string): Promise<KeptPicture | null>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Serves the page and its pictures at `app://bundle/`. What is asked for is an id or a name, never a path. */
export function serveApp(protocol: Protocol, pages: Pages): void {
  protocol.handle(scheme, (request) => answer(request, pages));
}

/** One request of a page. Never rejects: what goes wrong is a status with a sentence. */
export async function answer(request: Request, pages: Pages): Promise<Response> {
  const url = new URL(request.url);
  if (`${url.protocol}//${url.host}` !== appOrigin) return refusal(404, 'There is no such place.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Pages are only read here.');
  const segments = safeSegments(url.pathname);
  if (!segments) return refusal(400, 'This address is none of ours.');
  try {
    const isPicture = segments[0] === 'media';
    const address = `${url.pathname.slice(1)}${url.search}`;
    const kept =
      isPicture && request.method === 'GET' && !request.headers.has('range') && (await pages.kept(address));
    if (kept) {
      return new Response(kept.bytes, {
        headers: {
          ...pageHeaders,
          'content-type': kept.type,
          'content-length': String(kept.bytes.length),
          'cache-control': kept.immutable ? FOR_GOOD : 'no-store',
        },
      });
    }
    const file = isPicture ? await pages.locate(address) : pageFile(pages.folder, segments);
    return file ? await send(file, request) : refusal(404, 'There is no such picture.');
  } catch (error) {
    return refusal(503, error instanceof Error ? error.message : String(error));
  }
}

/**
 * The parts of an address, decoded; null where one of them would lead out of the folder. A `URL` has
 * settled `..` and `%2e%2e` by now, but not a slash that hides in `%2f`.
 */
function safeSegments(pathname: string): string[] | null {
  try {
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => segment.startsWith('.') || /[/\\:\0]/.test(segment)) ? null : segments;
  } catch {
    return null;
  }
}

function pageFile(folder: string, segments: readonly string[]): ServedFile {
  const file = path.join(folder, ...(segments.length === 0 ? ['index.html'] : segments));
  const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { path: file, type, immutable: segments[0] === 'assets' };
}

async function send(file: ServedFile, request: Request): Promise<Response> {
  const opened = await openFile(file.path);
  if (!opened) return refusal(404, 'This file is not there.');
  const { handle, size } = opened;
  const range = byteRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    await handle.close();
    return refusal(416, 'The file is shorter.', { 'content-range': `bytes */${size}` });
  }
  const headers = {
    ...pageHeaders,
    'content-type': file.type,
    'content-length': String(range ? range.end - range.start + 1 : size),
    'accept-ranges': 'bytes',
    'cache-control': file.immutable ? FOR_GOOD : 'no-cache',
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || size === 0) {
    await handle.close();
    return new Response(null, { status, headers });
  }
  // Closes the file at its end, and when whoever asked has gone.
  const stream = handle.createReadStream({ ...range, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

/** Null where there is no such file. */
async function openFile(file: string): Promise<{ handle: FileHandle; size: number } | null> {
  const handle = await open(file).catch(() => null);
  if (!handle) return null;
  const facts = await handle.stat();
  if (facts.isFile()) return { handle, size: facts.size };
  await handle.close();
  return null;
}

function refusal(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  return new Response(sentence, {
    status,
    headers: { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8', ...headers },
  });
}
