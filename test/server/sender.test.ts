import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { runningServer } from './running-server.ts';

/** Places of every part of the host. */
const places = [
  '/',
  '/assets/index-abc123.js',
  '/api/v1/events',
  '/api/v1/openapi.json',
  '/media/x',
  '/nothing',
];

describe('every address', () => {
  it('is refused to a rebound name and to other pages, before anything else is looked at', async () => {
    const { request, port } = await runningServer();
    for (const place of places) {
      const rebound = await request(place, { headers: { host: `evil.example:${port}` } });
      expect([place, rebound.status, JSON.parse(rebound.body).code]).toEqual([
        place,
        421,
        'HOST_NOT_ALLOWED',
      ]);
      const other = await request(place, { headers: { origin: 'https://evil.example' } });
      expect([place, other.status, JSON.parse(other.body).code]).toEqual([place, 403, 'ORIGIN_NOT_ALLOWED']);
    }
  });

  it('tells a browser to load nothing of others, to guess no types, and to show it in no frame', async () => {
    const { request, port } = await runningServer();
    for (const place of places) {
      const { headers } = await request(place);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port};`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
  });
});

describe('the WebSocket', () => {
  it('opens for its own page and for scripts', async () => {
    const { socket, server } = await runningServer();
    for (const headers of [{}, { origin: server.url }]) {
      const opened = socket({ headers });
      await once(opened, 'open');
      opened.close();
    }
  });

  it.each([
    ['another page', '/rpc', { origin: 'https://evil.example' }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['a rebound name', '/rpc', { host: 'evil.example' }, 421, 'HOST_NOT_ALLOWED'],
    ['another place', '/live', {}, 404, 'ADDRESS_NOT_FOUND'],
  ])('is refused to %s', async (_, path, headers, status, code) => {
    const { socket } = await runningServer();
    const refused = socket({ path, headers: headers as Record<string, string> });
    refused.on('error', () => undefined);
    const [, answer] = (await once(refused, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(answer.statusCode).toBe(status);
    let body = '';
    for await (const chunk of answer) body += chunk;
    expect(JSON.parse(body)).toMatchObject({ code, status });
  });
});
