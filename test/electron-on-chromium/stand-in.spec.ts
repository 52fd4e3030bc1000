import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { dropPaths } from '../e2e/drop.ts';
import { absentParts } from '../e2e/host-kind.ts';

/** What the sample's page and preload put up. */
declare global {
  interface Window {
    api: {
      version: number;
      type: string;
      nested: { add(a: number, b: number): number; boom(): void };
      invoke(channel: string, ...args: unknown[]): Promise<unknown>;
      send(channel: string, ...args: unknown[]): void;
      sendSync(): void;
      onUtilityExit(listener: (code: number) => void): void;
    };
    early: string;
    ready: boolean;
    ports: Record<string, MessagePort>;
    dropped: string[];
    getPort(from: 'main' | 'utility'): Promise<MessagePort>;
    roundTrip(port: MessagePort, message: unknown, transfer?: Transferable[]): Promise<unknown>;
  }
}

let userData: string;
let app: ElectronApplication;
let page: Page;

test.beforeEach(async () => {
  const absent = absentParts();
  test.skip(absent.length > 0, absent.join(' '));
  userData = await mkdtemp(path.join(os.tmpdir(), 'photofinish-stand-in-'));
  await launch();
});

test.afterEach(async () => {
  await app?.close().catch(() => {});
  if (userData) await rm(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

async function launch(): Promise<void> {
  app = await _electron.launch({
    executablePath: path.join(import.meta.dirname, 'electron-on-chromium'),
    args: [path.join(import.meta.dirname, 'sample/main.ts')],
    env: {
      ...(process.env as Record<string, string>),
      SAMPLE_USER_DATA: userData,
      ELECTRON_ON_CHROMIUM_NODE: process.execPath,
    },
  });
  page = await app.firstWindow();
  await page.waitForFunction(() => window.ready);
}

/** What main has noted. */
function seen(): Promise<Record<string, unknown>> {
  return app.evaluate(() => Reflect.get(globalThis, 'seen') as Record<string, unknown>);
}

test('the module is one, imported or required', async () => {
  expect((await seen())['sameModule']).toBe(true);
});

test('a page of a scheme is secure, isolated across origins, and had its preload first', async () => {
  expect(
    await page.evaluate(() => [isSecureContext, typeof crypto.subtle, crossOriginIsolated, window.early]),
  ).toEqual([true, 'object', true, 'object']);
});

test('the page sees nothing of the preload’s world, nor of Node', async () => {
  const names = ['secret', 'require', 'process', 'standInSend', 'standInReceive'];
  expect(await page.evaluate((all) => all.map((name) => typeof Reflect.get(window, name)), names)).toEqual(
    names.map(() => 'undefined'),
  );
});

test('the bridge hands over values, functions and errors, and is frozen', async () => {
  expect(
    await page.evaluate(() => [
      window.api.version,
      window.api.nested.add(2, 3),
      window.api.type,
      Object.isFrozen(window.api),
    ]),
  ).toEqual([3, 5, 'renderer', true]);
  const thrown = await page.evaluate(() => {
    try {
      window.api.nested.boom();
      return [];
    } catch (error) {
      return [error instanceof Error, (error as Error).message];
    }
  });
  expect(thrown).toEqual([true, 'bang']);
});

test('what is invoked answers with everything that can be cloned', async () => {
  const kept = await page.evaluate(async () => {
    const sent = {
      u: new Uint8Array([1, 2, 255]),
      f: new Float64Array([1.5, Number.NaN]),
      m: new Map([[1, new Date(5)]]),
      s: new Set(['x']),
      none: undefined,
      zero: -0,
      big: 10n,
      r: /a/g,
      e: new TypeError('t'),
      $: 1,
    };
    const got = (await window.api.invoke('echo', sent)) as typeof sent;
    return [
      got.u instanceof Uint8Array && [...got.u].join(),
      got.f instanceof Float64Array && String([...got.f]),
      got.m.get(1) instanceof Date,
      got.s.has('x'),
      'none' in got,
      Object.is(got.zero, -0),
      typeof got.big,
      String(got.r),
      got.e instanceof Error && got.e.message,
      got.$,
    ];
  });
  expect(kept).toEqual(['1,2,255', '1.5,NaN', true, true, true, true, 'bigint', '/a/g', 't', 1]);
});

test('what cannot be answered rejects in Electron’s words', async () => {
  const message = (channel: string) =>
    page.evaluate((name) => window.api.invoke(name).catch((error: Error) => error.message), channel);
  expect(await message('fail')).toBe("Error invoking remote method 'fail': RangeError: out of cheese");
  expect(await message('nope')).toBe(
    "Error invoking remote method 'nope': Error: No handler registered for 'nope'",
  );
});

test('main knows the page by the address that Electron shows, and its main frame', async () => {
  expect(await page.evaluate(() => window.api.invoke('who'))).toEqual(['app://bundle/', true]);
});

test('a port to main carries typed arrays, errors and further ports, and says when it closes', async () => {
  const got = await page.evaluate(async () => {
    const port = await window.getPort('main');
    const answer = (await window.roundTrip(port, {
      a: new Float32Array([1, 2]),
      e: new TypeError('te'),
    })) as { a: Float32Array; e: Error };
    return [
      port instanceof MessagePort,
      answer.a instanceof Float32Array,
      answer.e instanceof TypeError,
      answer.e.message,
    ];
  });
  expect(got).toEqual([true, true, true, 'te']);
  const nested = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = (event) => resolve(event.data);
    });
    window.ports['main']?.postMessage('x', [port2]);
    return answer;
  });
  expect(nested).toBe('nested');
  await page.evaluate(() => window.ports['main']?.close());
  await expect.poll(async () => (await seen())['portClosed']).toBe(true);
});

test('ten thousand messages arrive in order', async () => {
  const inOrder = await page.evaluate(async () => {
    const port = await window.getPort('main');
    const count = 10_000;
    return new Promise((resolve) => {
      let next = 0;
      port.onmessage = (event) => {
        if (event.data.i !== next) resolve(false);
        if (++next === count) resolve(true);
      };
      for (let i = 0; i < count; i++) port.postMessage({ i });
    });
  });
  expect(inOrder).toBe(true);
});

test('a port to a utility process carries messages; a crash closes it and is told', async () => {
  const echoed = await page.evaluate(async () => {
    const answer = await window.roundTrip(await window.getPort('utility'), new Int16Array([1, -2]));
    return answer instanceof Int16Array && [...answer];
  });
  expect(echoed).toEqual([1, -2]);
  expect((await seen())['utilitySaid']).toEqual({ pid: expect.any(Number), hello: 1 });

  const ended = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const closed = new Promise((close) =>
          window.ports['utility']?.addEventListener('close', () => close('closed')),
        );
        const exited = new Promise((exit) => window.api.onUtilityExit(exit));
        window.api.send('crash-utility');
        void Promise.all([closed, exited]).then(resolve);
      }),
  );
  expect(ended).toEqual(['closed', os.constants.signals.SIGABRT]);
  expect((await seen())['childProcessGone']).toMatchObject({
    type: 'Utility',
    reason: 'crashed',
    name: 'echo',
  });
});

test('workers run, under the page’s policy', async () => {
  const said = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker('worker.js');
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = () => reject(new Error('The worker failed.'));
      }),
  );
  expect(said).toBe('worker true');
});

test('answers are streamed, told apart by range, and cancelled when nobody reads on', async () => {
  expect(await page.evaluate(async () => (await fetch('stream')).text())).toBe('a piece. ');
  expect(
    await page.evaluate(async () =>
      (await fetch('./', { headers: { range: 'bytes=1-2' } })).headers.get('x-range'),
    ),
  ).toBe('bytes=1-2');
  await page.evaluate(async () => {
    const abort = new AbortController();
    const reader = (await fetch('endless', { signal: abort.signal })).body?.getReader();
    await reader?.read();
    abort.abort();
  });
  await expect.poll(async () => (await seen())['cancelled']).toBe(1);
});

test('the policy of an answer holds: no inline script, no eval', async () => {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.inline = 1';
    document.head.append(script);
    // Later, since the debugger's own calls may evaluate.
    return new Promise((resolve) => {
      setTimeout(() => {
        let evaluated: unknown = 'blocked';
        try {
          evaluated = Reflect.get(window, 'eval')('1 + 1');
        } catch {}
        resolve([typeof Reflect.get(window, 'inline'), evaluated]);
      });
    });
  });
  expect(ran).toEqual(['undefined', 'blocked']);
});

test('a permission is what the handlers say', async () => {
  const wanted = (kind: 'video' | 'audio') =>
    page.evaluate(
      (name) =>
        navigator.mediaDevices.getUserMedia({ [name]: true }).then(
          (stream) => stream.getTracks().map(({ kind: track }) => track),
          (error: Error) => error.name,
        ),
      kind,
    );
  expect(await wanted('video')).toEqual(['video']);
  expect(await wanted('audio')).toBe('NotAllowedError');
  expect(
    await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state),
  ).toBe('denied');
});

test('a dialog answers what the test scripted, and fails where it scripted nothing', async () => {
  const choose = () =>
    page.evaluate(() => window.api.invoke('choose').catch((error: Error) => error.message));
  expect(await choose()).toContain('dialog.showOpenDialog was called, and the test has scripted no answer.');
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/x/y.txt'] });
  });
  expect(await choose()).toEqual(['/x/y.txt']);
});

test('a dropped folder has its path in the preload, and only there', async () => {
  const folder = path.join(userData, 'DCIM');
  await mkdir(folder);
  await dropPaths(app, page, [folder], { x: 200, y: 200 });
  await page.waitForFunction(() => window.dropped);
  expect(await page.evaluate(() => window.dropped)).toEqual([folder]);
});

test('keys reach the page', async () => {
  await page.click('#field');
  await page.keyboard.type('hello');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('né');
  await expect(page.locator('#shown')).toHaveText('né');
});

test('two windows live side by side, each with its own page', async () => {
  const [second, id] = await Promise.all([
    app.waitForEvent('window'),
    page.evaluate(() => window.api.invoke('new-window')),
  ]);
  await second.waitForFunction(() => window.ready);
  expect(await (await app.browserWindow(second)).evaluate((window) => window.id)).toBe(id);
  await second.fill('#field', 'two');
  await page.fill('#field', 'one');
  await expect(second.locator('#shown')).toHaveText('two');
  await expect(page.locator('#shown')).toHaveText('one');
  expect([...new URL(second.url()).search]).toEqual([...'?second']);
  await second.close();
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a window has the size that was asked for, and is seen', async () => {
  expect(await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio])).toEqual([900, 640, 1]);
  expect((await page.screenshot()).length).toBeGreaterThan(1_000);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeGreaterThan(900);
});

test('a page that wants to go elsewhere or to open a window is kept', async () => {
  const here = page.url();
  await page.evaluate(() => {
    location.href = 'http://evil.localhost:1/';
  });
  await page.evaluate(() => {
    window.open('http://evil.localhost:1/');
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(here);
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => window.ready)).toBe(true);
});

test('a page that is loaded again has its preload again', async () => {
  await page.reload();
  await page.waitForFunction(() => window.ready);
  expect(await page.evaluate(() => window.api.invoke('echo', 'again'))).toBe('again');
});

test('Playwright may answer in place of the scheme', async () => {
  await page.route('**/data.json', (route) => route.fulfill({ json: { routed: 1 } }));
  expect(await page.evaluate(async () => (await fetch('data.json')).json())).toEqual({ routed: 1 });
});

test('a page that crashes is told, and can be loaded again', async () => {
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await expect.poll(async () => (await seen())['renderProcessGone']).toMatchObject({ reason: 'crashed' });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript('window.ready')
          .catch(() => null),
      ),
    )
    .toBe(true);
});

test('what the page keeps is there at the next start', async () => {
  await page.evaluate(() => localStorage.setItem('kept', 'yes'));
  await app.close();
  await launch();
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
});

test('what the stand-in lacks throws by its name', async () => {
  const missing = (what: string) =>
    app.evaluate((electron, expression) => {
      try {
        new Function('electron', expression)(electron);
        return 'nothing thrown';
      } catch (error) {
        return (error as Error).message;
      }
    }, what);
  expect(await missing('electron.app.getGPUInfo()')).toBe('The stand-in for Electron has no app.getGPUInfo.');
  expect(await missing('electron.app.on("gpu-info-update", () => {})')).toBe(
    'The stand-in for Electron has no app event gpu-info-update.',
  );
  expect(await missing('electron.BrowserWindow.getAllWindows()[0].setOpacity(1)')).toBe(
    'The stand-in for Electron has no BrowserWindow.setOpacity.',
  );
  expect(await missing('electron.BrowserWindow.getAllWindows()[0].webContents.print()')).toBe(
    'The stand-in for Electron has no WebContents.print.',
  );
  expect(await missing('new electron.BrowserWindow({ kiosk: true })')).toBe(
    'The stand-in for Electron has no BrowserWindow option kiosk.',
  );
  expect(
    await missing('new electron.BrowserWindow({ webPreferences: { nodeIntegration: true } })'),
  ).toContain('no window with nodeIntegration: true');
  expect(
    await page.evaluate(() => {
      try {
        window.api.sendSync();
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    }),
  ).toBe('The stand-in for Electron has no ipcRenderer.sendSync.');
});

test('it ends when it is closed, and takes Chromium along', async () => {
  const program = app.process();
  await app.close();
  expect(program.exitCode).toBe(0);
});
