import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { lazy } from '../app/lazy.ts';
import { router } from '../app/router.ts';
import { AppError } from '../contract/app-error.ts';
import { logFault, notThere } from './failures.ts';
import type { HostParts } from './host-parts.ts';
import { MAX_REQUEST_BYTES } from './limits.ts';
import { describeApi } from './openapi.ts';

const PREFIX = '/api/v1';

/** The contract for scripts: plain HTTP, streams as server-sent events, described at `/api/v1/openapi.json`. */
export async function serveApi(app: FastifyInstance, { engine, calls, log }: HostParts): Promise<void> {
  const handler = new OpenAPIHandler(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
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
  const description = lazy(() => describeApi(PREFIX));

  // oRPC reads bodies itself, by their type: Fastify must leave them alone, so their limit is ours to keep.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      checkLength(request);
    } catch (error) {
      // What is not read cannot be followed by another request.
      reply.header('connection', 'close');
      throw error;
    }
  });

  app.get(`${PREFIX}/openapi.json`, () => description.get());
  app.all(`${PREFIX}/*`, async (request, reply) => {
    const { matched } = await handler.handle(request, reply, { prefix: PREFIX, context });
    if (!matched) throw notThere(`${request.method} ${request.url}`);
    return reply;
  });
}

/** @throws AppError REQUEST_TOO_LARGE, LENGTH_REQUIRED */
function checkLength({ headers }: FastifyRequest): void {
  if (headers['transfer-encoding'] !== undefined) {
    throw new AppError(
      'LENGTH_REQUIRED',
      'Say how long the body is (Content-Length), and send it in one piece.',
    );
  }
  if (Number(headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) {
    throw new AppError(
      'REQUEST_TOO_LARGE',
      `That is more than ${MAX_REQUEST_BYTES / 1024 ** 2} MB in one request. Send a smaller file.`,
    );
  }
}
