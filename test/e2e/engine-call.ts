import type { Page } from '@playwright/test';

/** What the engine answered: the status of HTTP, and the body or the error. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks the engine something over a port of the window's own, in the words of oRPC's protocol: what a page
 * could send if somebody got a script into it.
 */
export function askEngine(page: Page, procedure: string, input: unknown): Promise<Answer> {
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
