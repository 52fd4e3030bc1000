import { isContractProcedure, ORPCError } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { contract } from '../../engine/contract/contract.ts';
import type { ProcedureMeta } from '../../engine/contract/procedure.ts';
import { runningServer } from './running-server.ts';

interface Declared {
  readonly name: string;
  readonly path: readonly string[];
  readonly method: string;
  readonly route: string;
  readonly machineOnly: boolean;
}

function declaredIn(part: object, path: string[] = []): Declared[] {
  if (!isContractProcedure(part)) {
    return Object.entries(part).flatMap(([name, below]) => declaredIn(below, [...path, name]));
  }
  const { route, meta } = part['~orpc'];
  return [
    {
      name: path.join('.'),
      path,
      method: route.method ?? 'POST',
      route: route.path ?? '',
      machineOnly: (meta as ProcedureMeta).callers === 'machine',
    },
  ];
}

const declared = declaredIn(contract);
const forMachine = declared.filter(({ machineOnly }) => machineOnly);
const forWindows = declared.filter(({ machineOnly }) => !machineOnly);

/** An input that the schema of each procedure for the program's own hosts takes. */
const machineInputs: Record<string, object> = {
  'analysis.analyze': { paths: ['/'] },
  'analysis.index': { event: 'x', paths: ['/'] },
  'startList.importFile': { event: 'x', path: '/etc/passwd' },
  'search.photos': { event: 'x', faceImage: '/etc/passwd' },
  'folders.grant': { path: '/' },
  'media.locate': { address: 'media/x' },
  'coverage.saveCsv': { event: 'x', path: '/tmp/x.csv' },
};

it('has an input here for every procedure that only the program itself may call', () => {
  expect(forMachine.map(({ name }) => name).sort()).toEqual(Object.keys(machineInputs).sort());
});

describe('what names files of this machine', () => {
  it.each(forMachine)('$name is refused to scripts', async ({ name, method, route }) => {
    const { request } = await runningServer();
    const { event = '', ...input } = machineInputs[name] as Record<string, unknown>;
    const place = `/api/v1${route.replace('{event}', String(event))}`;
    const { status, body } =
      method === 'GET'
        ? await request(`${place}?${new URLSearchParams(input as Record<string, string>)}`)
        : await request(place, {
            method,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(input),
          });
    expect([status, JSON.parse(body).code]).toEqual([403, 'NOT_FROM_A_WINDOW']);
  });

  it.each(forMachine)('$name is refused to pages', async ({ name, path }) => {
    const { page } = await runningServer();
    const call = path.reduce<unknown>((part, step) => Reflect.get(part as object, step), await page());
    const error = await (call as (input: object) => Promise<unknown>)(machineInputs[name]!).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({ code: 'NOT_FROM_A_WINDOW', status: 403, defined: true });
  });
});

describe('what a window may ask', () => {
  /** A call that is refused for want of its event, or of an input: it reached its procedure. */
  const answered =
    /^(EVENT_NOT_FOUND|FACE_NOT_FOUND|BAD_REQUEST|INPUT_INVALID|RUN_NOT_FOUND|SAMPLE_NOT_READY)$/;
  const needy = forWindows.filter(({ route, method }) => route.includes('{') || method !== 'GET');

  it.each(needy)('$name is reached by $method $route', async ({ method, route }) => {
    const { request } = await runningServer();
    const place = `/api/v1${route.replaceAll(/\{(\w+)\}/g, 'none')}`;
    const { body, status, headers } = await request(place, {
      method,
      headers: method === 'GET' ? {} : { 'content-type': 'application/json' },
      ...(method !== 'GET' && { body: '{}' }),
    });
    if (headers['content-type'] === 'text/event-stream') {
      // The stream begins before its first event is known.
      expect(body).toContain('EVENT_NOT_FOUND');
      return;
    }
    const { code } = JSON.parse(body);
    // A change of nothing is taken, and so is what needs no input.
    const taken = [
      ...['/preferences', '/sample', '/analysis/restart', '/storage/left', '/storage/previews'],
      // What is not there is removed already.
      '/export-presets/{name}',
    ];
    if (status === 200) expect(taken).toContain(route);
    else expect(code).toMatch(answered);
  });

  it('describes itself to scripts: every address once, none of those for the program itself', async () => {
    const { request } = await runningServer();
    const document = JSON.parse((await request('/api/v1/openapi.json')).body);
    const described = Object.entries(document.paths as Record<string, object>).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
    );
    expect(described.sort()).toEqual(forWindows.map(({ method, route }) => `${method} ${route}`).sort());
    expect(document.openapi).toMatch(/^3\.1/);
    expect(document.components.schemas).toHaveProperty('IngestRun');
    const upload = document.paths['/start-list/preview'].post.requestBody.content;
    expect(Object.keys(upload)).toContain('multipart/form-data');
  });

  it('has the same answer for pages and for scripts', async () => {
    const { page, request, engine } = await runningServer();
    const client = await page();
    const event = await client.events.create({ name: 'City Marathon', date: '2026-05-03' });
    expect(await engine.client.events.find({ event: event.id })).toEqual(event);
    const { body } = await request(`/api/v1/events/${event.id}`);
    expect(JSON.parse(body)).toEqual(event);
    const changed = await request(`/api/v1/events/${event.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ place: 'Vienna' }),
    });
    expect(JSON.parse(changed.body)).toMatchObject({ name: 'City Marathon', place: 'Vienna' });
    // A number in an address is text until the contract says that it is one.
    expect((await request(`/api/v1/events/${event.id}/history?limit=1`)).status).toBe(200);
    expect((await request(`/api/v1/events/${event.id}/history?limit=many`)).status).toBe(400);
  });

  it('gives errors as data, and says nothing of a fault but that there is one', async () => {
    const { page, request, engine, log } = await runningServer();
    const client = await page();
    await expect(client.events.find({ event: 'Nowhere' })).rejects.toMatchObject({
      defined: true,
      code: 'EVENT_NOT_FOUND',
      status: 404,
      data: { retryable: false },
    });
    expect(log).toEqual([]);
    await engine.client.events.list();
    const catalog = await engine.contextFor('machine').catalog();
    catalog.events = () => Promise.reject(new Error('a secret of the implementation'));
    const { status, body } = await request('/api/v1/events');
    expect([status, JSON.parse(body).code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    const fault = await client.events.list().catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(body + JSON.stringify(fault) + String(fault)).not.toMatch(/secret|\.ts|node_modules/);
    expect(log.join()).toContain('a secret of the implementation');
  });
});
