import type { Page } from '@playwright/test';
import { contract } from '../../engine/contract/contract.ts';

/** What the engine answered: the status of HTTP, and the body or the error. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks the engine something as the page could, in either host. */
export async function askEngine(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const inDesktop = await page.evaluate(() => window.host !== undefined);
  return inDesktop ? askOverPort(page, procedure, input) : askOverHttp(page, procedure, input);
}

/** As a script does, by the route that the contract gives the procedure. */
function askOverHttp(page: Page, procedure: string, input: unknown): Promise<Answer> {
  const declared = procedure
    .split('.')
    .reduce<unknown>((at, name) => Reflect.get(Object(at), name), contract);
  const { route } = (declared as typeof contract.events.list)['~orpc'];
  const address = (route.path ?? '').replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(Reflect.get(Object(input), name))),
  );
  return page.evaluate(
    async ([to, method, json]) => {
      const response = await fetch(to, {
        method,
        ...(method === 'GET' ? {} : { body: json, headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    [`/api/v1${address}`, route.method ?? 'POST', JSON.stringify(input ?? {})] as const,
  );
}

/**
 * Over a port of the window's own, in the words of oRPC's protocol: what a page could send if somebody got
 * a script into it.
 */
function askOverPort(page: Page, procedure: string, input: unknown): Promise<Answer> {
  return page.evaluate(
    async ([address, json]) => {
      const port = await new Promise<MessagePort>((resolve) => {
        const arrived = ({ data, ports: [first] }: MessageEvent) => {
          if (data !== 'engine-port' || !first) return;
          window.removeEventListener('message', arrived);
          resolve(first);
        };
        window.addEventListener('message', arrived);
        window.host?.requestEnginePort();
      });
      const answer = new Promise<{ p: { s?: number; b?: { json: unknown } } }>((resolve) => {
        port.onmessage = ({ data }) => resolve(JSON.parse(data));
      });
      port.postMessage(JSON.stringify({ i: '1', p: { u: address, b: { json } } }));
      const { p } = await answer;
      port.close();
      return { status: p.s ?? 200, body: p.b?.json };
    },
    [`/${procedure.replaceAll('.', '/')}`, input] as const,
  );
}
