import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { keptPicture } from '../app/kept-picture.ts';
import { AppError } from '../contract/app-error.ts';
import type { HostParts } from './host-parts.ts';

/** For a year. Pictures of people: a browser may keep them, a proxy may not. */
const KEPT = `private, max-age=${365 * 24 * 60 * 60}, immutable`;

/**
 * Pictures by their address. What lies where is the engine's to say: no part of an address becomes a
 * path here. Ranges and conditional requests are answered.
 */
export async function serveMedia(app: FastifyInstance, { engine, calls }: HostParts): Promise<void> {
  app.get('/media/*', async (request, reply) => {
    if (request.headers.range === undefined) {
      const picture = await calls.run(() => keptPicture(engine.home, request.url.slice(1)));
      if (picture) {
        const { bytes, type, immutable } = picture;
        return reply
          .header('cache-control', immutable ? KEPT : 'no-store')
          .type(type)
          .send(bytes);
      }
    }
    const file = await calls.run(() => engine.client.media.locate({ address: request.url.slice(1) }));
    if (!file) {
      throw new AppError(
        'ADDRESS_NOT_FOUND',
        'There is no such picture, or its file cannot be read at present. Check that its card or drive is connected.',
      );
    }
    const caching = file.immutable ? KEPT : 'private, no-cache';
    reply.header('cache-control', caching).type(file.type);
    return reply.sendFile(path.basename(file.path), path.dirname(file.path), {
      cacheControl: false,
      contentType: false,
    });
  });
}
