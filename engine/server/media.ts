import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../contract/app-error.ts';
import type { HostParts } from './host-parts.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Pictures by their address. What lies where is the engine's to say: no part of an address becomes a
 * path here. Ranges and conditional requests are answered.
 */
export async function serveMedia(app: FastifyInstance, { engine, calls }: HostParts): Promise<void> {
  app.get('/media/*', async (request, reply) => {
    const file = await calls.run(() => engine.client.media.locate({ address: request.url.slice(1) }));
    if (!file) {
      throw new AppError(
        'ADDRESS_NOT_FOUND',
        'There is no such picture, or its file cannot be read at present. Check that its card or drive is connected.',
      );
    }
    // Pictures of people: a browser may keep them, a proxy may not.
    const caching = file.immutable ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache';
    reply.header('cache-control', caching).type(file.type);
    return reply.sendFile(path.basename(file.path), path.dirname(file.path), {
      cacheControl: false,
      contentType: false,
    });
  });
}
