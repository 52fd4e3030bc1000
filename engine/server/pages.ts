import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The built application at `/`, and `reply.sendFile` for whoever sends files. */
export async function serveApplication(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    // Built after the server was started is as good; until then there is nothing at its addresses.
    suppressWarning: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, file) => {
      // Called for pictures as well, which know how long they may be kept.
      if (reply.hasHeader('cache-control')) return;
      // The bundler puts the hash of a file into its name, except for the page itself.
      const hashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
      reply.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
}
