import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../engine/server/limits.ts';
import { workbook } from '../fixtures/workbook.ts';
import { runningServer } from './running-server.ts';

const json = { 'content-type': 'application/json' };

describe('a request that cannot be understood', () => {
  it.each<
    [string, string, { method?: string; headers?: Record<string, string>; body?: string }, number, string]
  >([
    [
      'half of JSON',
      '/api/v1/events',
      { method: 'POST', headers: json, body: '{"name":' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a list for an object',
      '/api/v1/events',
      { method: 'POST', headers: json, body: '[1]' },
      400,
      'BAD_REQUEST',
    ],
    [
      'text for JSON',
      '/api/v1/events',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a form without its boundary',
      '/api/v1/start-list/preview',
      { method: 'POST', headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
      400,
      'BAD_REQUEST',
    ],
    ['an address that is no text', '/%zz', {}, 400, 'BAD_REQUEST'],
    ['no address of this host', '/api/v1/nothing', {}, 404, 'ADDRESS_NOT_FOUND'],
    ['no version of this host', '/api/v2/events', {}, 404, 'ADDRESS_NOT_FOUND'],
    ['no method of this address', '/api/v1/events', { method: 'DELETE' }, 404, 'ADDRESS_NOT_FOUND'],
    [
      'a body of the wrong place',
      '/',
      { method: 'POST', headers: json, body: '{}' },
      404,
      'ADDRESS_NOT_FOUND',
    ],
  ])('%s', async (_, place, options, status, code) => {
    const { request, log } = await runningServer();
    const answer = await request(place, options);
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([status, code]);
    expect(answer.body).not.toContain('node_modules');
    // It is the client's doing, and no fault to be reported.
    expect(log).toEqual([]);
    expect((await request('/api/v1/events')).status).toBe(200);
  });

  it.each(['{"no": ', '[]', '"text"', Buffer.from([0xff, 0xfe, 0x00]), Buffer.alloc(0)])(
    'over the WebSocket ends it, and costs nobody else: %o',
    async (message) => {
      const { socket, page } = await runningServer();
      const broken = socket();
      await once(broken, 'open');
      broken.send(message);
      const [code] = (await once(broken, 'close')) as [number];
      expect(code).toBe(1007);
      const client = await page();
      expect(await client.events.list()).toEqual([]);
    },
  );
});

describe('a request that is too large', () => {
  it('is refused by its length, before it is sent', async () => {
    const { port } = await runningServer();
    const socket = net.connect(port, '127.0.0.1');
    socket.write(
      `POST /api/v1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${MAX_REQUEST_BYTES + 1}\r\n\r\n`,
    );
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"REQUEST_TOO_LARGE"');
  });

  it('cannot hide its length', async () => {
    const { request } = await runningServer();
    const { status, body } = await request('/api/v1/events', {
      method: 'POST',
      headers: { ...json, 'transfer-encoding': 'chunked' },
      body: '{"name":"x"}',
    });
    expect([status, JSON.parse(body).code]).toEqual([411, 'LENGTH_REQUIRED']);
  });

  it('ends the WebSocket that it came by', async () => {
    const { socket } = await runningServer();
    const opened = socket();
    await once(opened, 'open');
    opened.send(Buffer.alloc(MAX_REQUEST_BYTES + 1));
    const [code] = (await once(opened, 'close')) as [number];
    // Message too big (RFC 6455, section 7.4.1); or the connection is cut while it is still being sent.
    expect([1009, 1006]).toContain(code);
  });
});

describe('a file', () => {
  const list = workbook([
    {
      name: 'List',
      rows: [
        ['Bib', 'Name'],
        [12, 'Ada Byron'],
        [13, 'Grace Hopper'],
      ],
    },
  ]);
  const file = () => new File([new Uint8Array(list)], 'start list.xlsx');

  it('comes over the WebSocket', async () => {
    const { page } = await runningServer();
    const client = await page();
    const preview = await client.startList.preview({ file: file() });
    expect(preview).toMatchObject({ format: 'XLSX', ready: 2, hasBibs: true });
    const { id: event } = await client.events.create({ name: 'City' });
    const uses = ['bib', 'name'] as const;
    expect(await client.startList.compare({ event, file: file(), uses: [...uses] })).toMatchObject({
      added: [{ bib: '12' }, { bib: '13' }],
    });
    expect(await client.startList.list({ event })).toEqual([]);
    const report = await client.startList.import({ event, file: file(), uses: [...uses] });
    expect(report).toMatchObject({ added: 2, action: { what: { kind: 'startList', added: 2 } } });
    expect(await client.startList.list({ event })).toMatchObject([{ bib: '12', photos: 0 }, { bib: '13' }]);
    await client.history.undo({ event });
    expect(await client.startList.list({ event })).toEqual([]);
  });

  it('comes in a form', async () => {
    const { server, engine } = await runningServer();
    const { id } = await engine.client.events.create({ name: 'City' });
    const form = new FormData();
    form.set('file', file());
    form.append('uses[0]', 'name');
    form.append('uses[1]', 'ignore');
    const preview = await fetch(`${server.url}/api/v1/start-list/preview`, { method: 'POST', body: form });
    expect(await preview.json()).toMatchObject({
      columns: [{ use: 'name' }, { use: 'ignore' }],
      hasBibs: false,
    });
    form.set('uses[0]', 'bib');
    form.set('uses[1]', 'name');
    const url = `${server.url}/api/v1/events/${id}/start-list/import`;
    const imported = await fetch(url, { method: 'POST', body: form });
    expect(await imported.json()).toMatchObject({ added: 2, columns: { bib: 'Bib', name: 'Name' } });
  });
});
