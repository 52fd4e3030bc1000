import { ORPCError } from '@orpc/server';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { AppError } from '../contract/app-error.ts';
import { fromTransport, toTransport } from '../contract/orpc-errors.ts';

/**
 * An error as every answer of this host has it, `{ defined, code, status, message, data }`: an AppError
 * by its code, what the client got wrong in Fastify's words, and a fault without any of its own.
 */
export function answerOf(error: unknown): ORPCError<string, unknown> {
  const travelling = toTransport(fromTransport(error));
  if (travelling instanceof ORPCError) return travelling;
  const { statusCode: status, message } = error as Partial<FastifyError>;
  if (status !== undefined && status >= 400 && status < 500) {
    return new ORPCError('BAD_REQUEST', { status, message: message ?? 'This request cannot be understood.' });
  }
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: 'This is a fault in Photofinish itself; the terminal that it was started in says more.',
  });
}

/** Says a fault to whoever runs the server. What a person or a program did wrong is none. */
export function logFault(error: unknown, log: (line: string) => void): void {
  if (error instanceof Error && error.name === 'AbortError') return;
  if (answerOf(error).status === 500 && !(fromTransport(error) instanceof AppError)) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Answers whatever a route throws, and addresses that no route has, in the form of the contract. */
export function answerFailures(app: FastifyInstance, log: (line: string) => void): void {
  app.setErrorHandler((error, _request, reply) => {
    logFault(error, log);
    return answerWith(error, reply);
  });
  app.setNotFoundHandler((request, reply) => answerWith(notThere(request.url), reply));
}

export function answerWith(error: unknown, reply: FastifyReply): FastifyReply {
  const answer = answerOf(error);
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(answer.toJSON()));
}

export const notThere = (url: string): AppError =>
  new AppError('ADDRESS_NOT_FOUND', `There is nothing at ${url.slice(0, 200)}.`);
