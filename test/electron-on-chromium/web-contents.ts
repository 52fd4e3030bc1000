import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CdpConnection, CdpSession } from './cdp.ts';
import { answerIpc, emitIpc, type IpcEvent } from './ipc-main.ts';
import { RemotePorts, type StandInPort } from './message-ports.ts';
import { makeCodec } from './page/codec.ts';
import type { FromPage, ToPage } from './page/wire.ts';
import { isolatedWorldScript, mainWorldScript } from './page-script.ts';
import { realAddress, shownAddress } from './schemes.ts';
import { session, settlePermissions } from './session.ts';
import { KnownEvents, preventable, strict } from './strict.ts';

const world = 'Electron Isolated Context';
const codec = makeCodec();

type Navigation = ReturnType<typeof preventable> & { readonly url: string };

interface Events {
  'will-navigate': [Navigation, url: string];
  'will-redirect': [Navigation, url: string];
  'will-attach-webview': [];
  'did-navigate': [object, url: string];
  'dom-ready': [object];
  'did-finish-load': [object];
  'preload-error': [object, preload: string, error: Error];
  'render-process-gone': [object, details: { reason: string; exitCode: number }];
  destroyed: [];
}

interface Options {
  readonly connection: CdpConnection;
  readonly preload: string | undefined;
  readonly close: () => void;
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

let count = 0;

/** `WebContents`: a page of Chromium, seen from main. */
export class WebContents
  extends KnownEvents<Events>
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'getURL'
      | 'isDestroyed'
      | 'setWindowOpenHandler'
      | 'reload'
      | 'executeJavaScript'
      | 'isCrashed'
      | 'forcefullyCrashRenderer'
    >
{
  readonly id = ++count;
  readonly session = session.defaultSession;
  readonly mainFrame = strict('WebFrameMain', { url: '', parent: null });
  /** Whether a page may open a window, asked when Chromium says that one wants to. */
  readonly opens: ReturnType<OpenHandler>[] = [];
  targetId = '';
  private readonly options: Options;
  private readonly remote: RemotePorts;
  private target: CdpSession | null = null;
  private context: number | null = null;
  private outbox: ToPage[] = [];
  private openHandler: OpenHandler = () => ({ action: 'deny' });
  private address = '';
  /** What main itself loads is no navigation of the page. */
  private asked: string | null = null;
  private crashed = false;
  private destroyed = false;

  constructor(options: Options) {
    super('WebContents', [
      'will-navigate',
      'will-redirect',
      'will-attach-webview',
      'did-navigate',
      'dom-ready',
      'did-finish-load',
      'preload-error',
      'render-process-gone',
      'destroyed',
    ]);
    this.options = options;
    this.remote = new RemotePorts((message) =>
      this.post(message.kind === 'port' ? { ...message, data: codec.encode(message.data) } : message),
    );
  }

  send(channel: string, ...args: unknown[]): void {
    this.post({ kind: 'send', channel, args: codec.encode(args), ports: [] });
  }

  postMessage(channel: string, message: unknown, transfer: readonly StandInPort[] = []): void {
    const args = codec.encode([message]);
    this.remote.give(transfer, (ports) => this.post({ kind: 'send', channel, args, ports }));
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    void this.load(this.address);
  }

  close(): void {
    this.options.close();
  }

  forcefullyCrashRenderer(): void {
    // Never answered: there is nobody left to do so.
    this.command.send('Page.crash').catch(() => {});
  }

  /** Runs in the page's own world. */
  async executeJavaScript(code: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.command.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Tells the preload which paths the files have that are about to be dropped. */
  async expectDrop(paths: string[]): Promise<void> {
    this.post({ kind: 'dropping', paths });
    await this.flush();
  }

  /** Resolves once the page has loaded. */
  async loadURL(address: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.once('did-finish-load', () => resolve());
    });
    await this.load(realAddress(address));
    await loaded;
  }

  /** Takes over a page that Chromium opened, before it has loaded anything. */
  async attach(targetId: string, sessionId: string): Promise<void> {
    this.targetId = targetId;
    const target = this.options.connection.session(sessionId);
    this.target = target;
    this.listen(target);
    const secret = randomUUID();
    const { preload } = this.options;
    const process_ = {
      platform: process.platform,
      type: 'renderer' as const,
      sandboxed: true as const,
      contextIsolated: true as const,
      versions: { ...process.versions },
      argv: [],
      env: {},
    };
    const source = preload === undefined ? '' : readFileSync(preload, 'utf8');
    await Promise.all([
      target.send('Page.enable'),
      target.send('Runtime.enable'),
      target.send('Inspector.enable'),
      target.send('Runtime.addBinding', { name: 'standInSend', executionContextName: world }),
      target.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(secret) }),
      target.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: world,
        source: isolatedWorldScript(secret, process_, source),
      }),
      target.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    ]);
  }

  crash(): void {
    this.crashed = true;
    this.leave();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 133 });
  }

  destroy(): void {
    this.destroyed = true;
    this.leave();
    this.emit('destroyed');
  }

  private get command(): CdpSession {
    if (!this.target) throw new Error('The page is not there yet.');
    return this.target;
  }

  private async load(address: string): Promise<void> {
    await settlePermissions(this.options.connection, address);
    this.asked = address;
    const { errorText } = await this.command.send('Page.navigate', { url: address });
    if (errorText) throw new Error(`${errorText} loading '${shownAddress(address)}'`);
  }

  private listen(target: CdpSession): void {
    target.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== world || context.auxData?.frameId !== this.targetId) return;
      this.crashed = false;
      this.context = context.id;
      void this.flush();
    });
    target.on('Runtime.executionContextsCleared', () => this.leave());
    target.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.context) this.leave();
    });
    target.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== 'standInSend' || executionContextId !== this.context) return;
      for (const message of JSON.parse(payload) as FromPage[]) void this.heard(message);
    });
    target.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.address = frame.url;
      this.mainFrame.url = shownAddress(frame.url);
      this.emit('did-navigate', {}, this.mainFrame.url);
    });
    target.on('Page.domContentEventFired', () => {
      if (!this.isBlank()) this.emit('dom-ready', {});
    });
    target.on('Page.loadEventFired', () => {
      if (!this.isBlank()) this.emit('did-finish-load', {});
    });
    target.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const details = { url: shownAddress(url), frameName: windowName, features: windowFeatures.join(',') };
      this.opens.push(this.openHandler(details as Electron.HandlerDetails));
    });
    target.on('Fetch.requestPaused', ({ requestId, frameId, request }) => {
      const event = { ...preventable(), url: shownAddress(request.url) };
      const mine = frameId === this.targetId && request.url !== this.asked;
      if (frameId === this.targetId) this.asked = null;
      // Spread above: the flag is read where preventDefault sets it.
      let prevented = false;
      event.preventDefault = () => {
        prevented = true;
      };
      if (mine) this.emit('will-navigate', event, event.url);
      const answered = prevented
        ? target.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        : target.send('Fetch.continueRequest', { requestId });
      answered.catch(() => {});
    });
  }

  private isBlank(): boolean {
    return this.address === '' || this.address.startsWith('about:');
  }

  /** The page's world is gone, and so are the ports in it. */
  private leave(): void {
    this.context = null;
    this.remote.closeAll();
  }

  private async heard(message: FromPage): Promise<void> {
    const event = (ports: readonly StandInPort[]): IpcEvent => ({
      sender: strict('WebContents', this),
      senderFrame: this.mainFrame,
      ports,
    });
    if (message.kind === 'port') this.remote.received(message.id, codec.decode(message.data), message.ports);
    else if (message.kind === 'close') this.remote.closed(message.id);
    else if (message.kind === 'preloadError') {
      this.emit('preload-error', {}, this.options.preload ?? '', new Error(message.message));
      console.error(`The preload failed: ${message.message}`);
    } else if (message.kind === 'send') {
      const ports = this.remote.adopt(message.ports);
      emitIpc(message.channel, event(ports), codec.decode(message.args) as unknown[]);
    } else {
      const { id, channel, args } = message;
      try {
        const value = await answerIpc(channel, event([]), codec.decode(args) as unknown[]);
        this.post({ kind: 'return', id, value: codec.encode(value) });
      } catch (error) {
        this.post({ kind: 'throw', id, message: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  private post(message: ToPage): void {
    if (this.outbox.push(message) === 1) setImmediate(() => void this.flush());
  }

  /** What is sent before there is a page waits for it, as in Electron a message waits for the frame. */
  private async flush(): Promise<void> {
    if (this.context === null || this.outbox.length === 0) return;
    const messages = this.outbox;
    this.outbox = [];
    await this.command
      .send('Runtime.callFunctionOn', {
        functionDeclaration: 'function (json) { standInReceive(json); }',
        executionContextId: this.context,
        arguments: [{ value: JSON.stringify(messages) }],
      })
      // The page may have gone meanwhile.
      .catch(() => {});
  }
}
