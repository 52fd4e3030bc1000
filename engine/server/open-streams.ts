import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Keeps track of answers that have no end of their own (server-sent events); gives what ends them all. */
export function openStreams(app: FastifyInstance): () => void {
  const open = new Set<ServerResponse>();
  app.addHook('onSend', async (_request, reply) => {
    if (reply.getHeader('content-type') !== 'text/event-stream') return;
    open.add(reply.raw);
    reply.raw.once('close', () => open.delete(reply.raw));
  });
  return () => {
    for (const response of open) response.destroy();
  };
}
