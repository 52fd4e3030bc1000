import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

/** Events of the debugging protocol that the stand-in listens to, as far as it looks at them. */
export interface CdpEvents {
  'Target.attachedToTarget': [
    { sessionId: string; targetInfo: { targetId: string; type: string; url: string; openerId?: string } },
  ];
  'Target.targetDestroyed': [{ targetId: string }];
  'Target.targetCrashed': [{ targetId: string; status: string; errorCode: number }];
  'Runtime.executionContextCreated': [
    { context: { id: number; name: string; auxData?: { frameId?: string } } },
  ];
  'Runtime.executionContextDestroyed': [{ executionContextId: number }];
  'Runtime.executionContextsCleared': [];
  'Runtime.bindingCalled': [{ name: string; payload: string; executionContextId: number }];
  'Page.frameNavigated': [{ frame: { id: string; parentId?: string; url: string } }];
  'Page.domContentEventFired': [];
  'Page.loadEventFired': [];
  'Page.windowOpen': [{ url: string; windowName: string; windowFeatures: string[] }];
  'Fetch.requestPaused': [
    { requestId: string; frameId: string; resourceType: string; request: { url: string; method: string } },
  ];
}

interface Answer {
  readonly id?: number;
  readonly method?: keyof CdpEvents;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One target's end of a connection. `send` is typed as Playwright's session is. */
export class CdpSession extends EventEmitter<CdpEvents> {
  readonly send: CDPSession['send'];

  constructor(connection: CdpConnection, id: string | undefined) {
    super();
    this.send = (method, params) => connection.command(method, params ?? {}, id);
  }
}

/** Chromium's debugging protocol over a pair of pipes: JSON, each message ended by a zero byte. */
export class CdpConnection {
  readonly browser: CdpSession;
  readonly #output: Writable;
  readonly #pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #sessions = new Map<string, CdpSession>();
  #count = 0;
  #closed = false;

  constructor(output: Writable, input: Readable) {
    this.#output = output;
    this.browser = new CdpSession(this, undefined);
    output.on('error', () => this.#end());
    let parts: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let rest = chunk;
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        parts.push(rest.subarray(0, end));
        this.#received(JSON.parse(Buffer.concat(parts).toString()) as Answer);
        parts = [];
        rest = rest.subarray(end + 1);
      }
      if (rest.length > 0) parts.push(rest);
    });
    input.on('close', () => this.#end());
  }

  session(id: string): CdpSession {
    const session = this.#sessions.get(id) ?? new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /** Rejects where Chromium refuses, and where it is gone. */
  command<Result>(method: string, params: object, sessionId: string | undefined): Promise<Result> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium is gone.`));
    const id = ++this.#count;
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (result) => resolve(result as Result),
        reject: (error) => reject(new Error(`${method}: ${error.message}`)),
      });
    });
  }

  #received({ id, method, params, sessionId, result, error }: Answer): void {
    if (id !== undefined) {
      const waiting = this.#pending.get(id);
      this.#pending.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    } else if (method) {
      const session = sessionId === undefined ? this.browser : this.#sessions.get(sessionId);
      session?.emit(method, params as never);
    }
  }

  #end(): void {
    this.#closed = true;
    for (const { reject } of this.#pending.values()) reject(new Error('Chromium is gone.'));
    this.#pending.clear();
  }
}
