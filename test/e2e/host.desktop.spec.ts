import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { applicationEnv } from './desktop.ts';
import { dropPaths } from './drop.ts';
import { askEngine } from './engine-call.ts';
import { engineProcess } from './engine-process.ts';
import { desktopProgram } from './host-kind.ts';
import { expect, test } from './launch.ts';

/** Notes from now on every state of the engine that the window is told. */
async function noteEngineStates(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const states: string[] = [];
    Object.assign(window, { states });
    window.host?.onEngineState((state) => states.push(state));
  });
  return () => page.evaluate(() => [...Reflect.get(window, 'states')]);
}

test('opens a window on the page, at its usual size, within a sandbox', async ({ desktop }) => {
  const { page } = await desktop();
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1440, 900]);
  expect(
    await page.evaluate(() => ({
      bridge: typeof window.host,
      frozen: Object.isFrozen(window.host),
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      module: typeof Reflect.get(window, 'module'),
      secure: isSecureContext,
    })),
  ).toEqual({
    bridge: 'object',
    frozen: true,
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
    secure: true,
  });
});

test('opens where it was left', async ({ desktop }) => {
  const first = await desktop();
  const left = { x: 120, y: 60, width: 1200, height: 800 };
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    left,
  );
  expect(await first.quit()).toBe(0);

  const second = await desktop();
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(left);
  expect(await second.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1200, 800]);
  await second.page.evaluate(() => window.host?.window.toggleMaximize());
  await expect
    .poll(() => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized()))
    .toBe(true);
  await second.quit();

  const third = await desktop();
  await expect
    .poll(() => third.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized()))
    .toBe(true);
  // What it goes back to was kept.
  expect(
    await third.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()),
  ).toEqual(left);
});

test('the window tells the page how it is, and does what the page’s buttons ask', async ({ desktop }) => {
  const { app, page } = await desktop();
  await page.evaluate(() => {
    const states: unknown[] = [];
    Object.assign(window, { windowStates: states });
    window.host?.onWindowState((state) => states.push(state));
  });
  const last = () => page.evaluate(() => Reflect.get(window, 'windowStates').at(-1));
  await expect.poll(last).toEqual({ maximized: false, fullScreen: false });
  await page.evaluate(() => window.host?.window.toggleMaximize());
  await expect.poll(last).toEqual({ maximized: true, fullScreen: false });
  await page.evaluate(() => window.host?.window.toggleFullScreen());
  await expect.poll(last).toEqual({ maximized: true, fullScreen: true });
  await page.evaluate(() => window.host?.window.minimize());
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(true);
  const program = app.process();
  const ended = once(program, 'exit');
  await page.evaluate(() => window.host?.window.close());
  expect(await ended).toEqual([0, null]);
});

test('goes to no other place, and opens no second window', async ({ desktop }) => {
  const { app, page } = await desktop();
  const here = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => window.open('https://example.com/'));
  await page.evaluate(() => window.open('./'));
  await page.waitForTimeout(300);
  expect(page.url()).toBe(here);
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => typeof window.host)).toBe('object');
});

test('runs no script but its own, and loads nothing from elsewhere', async ({ desktop }) => {
  const { page } = await desktop();
  const outcome = await page.evaluate(() => {
    const violations = new Set<string>();
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.add(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.inline = 1';
    document.head.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'data:text/html,<script>parent.postMessage("framed", "*")</script>';
    document.body.append(frame);
    return new Promise<{ inline: string; evaluated: unknown }>((resolve) => {
      // Later, since the debugger's own calls may evaluate.
      setTimeout(async () => {
        let evaluated: unknown = 'blocked';
        try {
          evaluated = Reflect.get(window, 'eval')('1 + 1');
        } catch {}
        await fetch('https://example.com/').catch(() => {});
        resolve({ inline: typeof Reflect.get(window, 'inline'), evaluated });
      });
    });
  });
  expect(outcome).toEqual({ inline: 'undefined', evaluated: 'blocked' });
  await expect
    .poll(() => page.evaluate(() => [...Reflect.get(window, 'violations')].toSorted()))
    .toEqual(['connect-src', 'frame-src', 'script-src', 'script-src-elem']);
});

test('gives out its own files alone, each under the strict policy', async ({ desktop }) => {
  const { page } = await desktop();
  const ask = (address: string, method = 'GET') =>
    page.evaluate(
      async ([url, verb]) => {
        const response = await fetch(url, { method: verb });
        return [response.status, response.headers.get('content-security-policy') ?? ''] as const;
      },
      [address, method] as const,
    );
  const [status, policy] = await ask('./');
  expect(status).toBe(200);
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*/);
  for (const address of [
    './../package.json',
    './..%2fpackage.json',
    './%2e%2e/package.json',
    './..%5cpackage.json',
    './.renderer.stamp',
    './absent.js',
    './media/nobody/original/..%2f..%2fetc%2fpasswd',
  ]) {
    expect((await ask(address))[0], address).toBeGreaterThanOrEqual(400);
  }
  expect((await ask('./', 'POST'))[0]).toBe(405);
});

test('lets the page use the camera, and nothing else of the machine', async ({ desktop }) => {
  const { page } = await desktop();
  const wanted = (constraints: MediaStreamConstraints) =>
    page.evaluate(
      (what) =>
        navigator.mediaDevices.getUserMedia(what).then(
          (stream) => stream.getTracks().map(({ kind }) => kind),
          (error: Error) => error.name,
        ),
      constraints,
    );
  // A machine of tests may have no camera; it must not be the permission that is lacking.
  expect([['video'], 'NotFoundError']).toContainEqual(await wanted({ video: true }));
  expect(await wanted({ audio: true })).toBe('NotAllowedError');
  const states = await page.evaluate(() =>
    Promise.all(
      (['geolocation', 'notifications'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied']);
});

test('a second start brings the first window to the front, and ends', async ({ desktop, home }) => {
  const { app } = await desktop();
  const state = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return [window?.isMinimized(), window?.isFocused()];
    });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await expect.poll(async () => (await state())[0]).toBe(true);
  const second = spawn(await desktopProgram(), [path.resolve('dist/electron/main.js')], {
    env: applicationEnv(home),
    stdio: 'inherit',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect.poll(state).toEqual([false, true]);
  expect(app.windows()).toHaveLength(1);
});

test('the engine’s process is killed: the window is told, and a new port works', async ({ desktop }) => {
  const { app, page } = await desktop();
  const states = await noteEngineStates(page);
  await expect.poll(states).toContain('ready');
  expect((await askEngine(page, 'events.list', undefined)).status).toBe(200);
  process.kill(await engineProcess(app), 'SIGKILL');
  await expect.poll(async () => (await states()).slice(-2)).toEqual(['restarting', 'ready']);
  expect(await askEngine(page, 'events.list', undefined)).toEqual({ status: 200, body: [] });
});

test('an engine that stops again and again is not started again unasked', async ({ desktop }) => {
  const { app, page } = await desktop();
  const states = await noteEngineStates(page);
  for (let crash = 1; crash <= 4; crash++) {
    await expect.poll(async () => (await states()).filter((state) => state === 'ready').length).toBe(crash);
    process.kill(await engineProcess(app), 'SIGKILL');
  }
  await expect.poll(async () => (await states()).at(-1)).toBe('failed');
  await page.evaluate(() => window.host?.restartEngine());
  await expect.poll(async () => (await states()).slice(-2)).toEqual(['starting', 'ready']);
  expect((await askEngine(page, 'events.list', undefined)).status).toBe(200);
});

test('what names files of the machine is refused to a window', async ({ desktop, home }) => {
  const { page } = await desktop();
  for (const [procedure, input] of [
    ['folders.grant', { path: home }],
    ['media.locate', { address: 'media/a/original/b' }],
    ['analysis.analyze', { paths: [home] }],
    ['analysis.index', { event: 'x', paths: [home] }],
    ['startList.importFile', { event: 'x', path: home }],
    ['search.photos', { event: 'x' }],
  ] as const) {
    const { status, body } = await askEngine(page, procedure, input);
    expect({ procedure, code: (body as { code: string }).code }).toEqual({
      procedure,
      code: 'NOT_FROM_A_WINDOW',
    });
    expect(status).toBe(403);
  }
});

test('a folder that is chosen in the dialog, or dropped, is granted by its id', async ({ desktop, home }) => {
  const { app, page } = await desktop();
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, home);
  const granted = await page.evaluate(() => window.host?.chooseFolder('photos'));
  expect(granted).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: path.basename(home) });
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  });
  expect(await page.evaluate(() => window.host?.chooseFolder('destination'))).toBeNull();

  await page.evaluate(() => {
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        const files = [...(event.dataTransfer?.files ?? [])];
        void window.host?.grantDropped(files).then((folders) => Object.assign(window, { granted: folders }));
      },
      { capture: true },
    );
  });
  // A photo stands for the folder that it is in.
  const [cards, photos] = [path.join(home, 'cards'), path.join(home, 'photos')];
  await mkdir(cards);
  await mkdir(photos);
  await writeFile(path.join(photos, 'IMG_0001.JPG'), 'x');
  await dropPaths(app, page, [cards, path.join(photos, 'IMG_0001.JPG')], { x: 400, y: 400 });
  await expect
    .poll(() =>
      page.evaluate(() => {
        const granted: { path: string }[] = Reflect.get(window, 'granted') ?? [];
        return granted.map(({ path: at }) => at);
      }),
    )
    .toEqual([cards, photos]);
});

test('somebody who starts it while it closes gets it once it has closed', async ({ desktop, home }) => {
  const { host, app } = await desktop();
  const start = async () =>
    spawn(await desktopProgram(), [path.resolve('dist/electron/main.js')], {
      env: applicationEnv(home),
      stdio: 'inherit',
    });
  await expect.poll(() => engineProcess(app).catch(() => null)).not.toBeNull();
  const engine = await engineProcess(app);
  const program = app.process();
  // The engine takes its time with the photos in progress.
  process.kill(engine, 'SIGSTOP');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => app.windows().length).toBe(0);
  expect(await once(await start(), 'exit')).toEqual([0, null]);
  expect(program.exitCode).toBeNull();
  const ended = once(program, 'exit');
  process.kill(engine, 'SIGCONT');
  expect(await ended).toEqual([0, null]);

  // It has started anew: a further start finds it, and ends.
  test.skip(host.kind === 'electron', 'only the stand-in tells the process id of what it started again');
  const lock = path.join(home, 'desktop/stand-in-instances/first');
  let next = 0;
  await expect
    .poll(async () => {
      next = Number(await readFile(lock, 'utf8').catch(() => '0'));
      return next;
    })
    .not.toBe(0);
  expect(next).not.toBe(program.pid);
  process.kill(next, 'SIGTERM');
});

test('the menu tells the page its commands', async ({ desktop }) => {
  const { app, page } = await desktop();
  await page.evaluate(() => {
    const commands: string[] = [];
    Object.assign(window, { commands });
    window.host?.onCommand((command) => commands.push(command));
  });
  await app.evaluate(({ Menu }) => {
    for (const id of ['newEvent', 'undo', 'sunlight'])
      Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
  });
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'commands')))
    .toEqual(['newEvent', 'undo', 'sunlight']);
});

test('a page that crashes is loaded again once and says so; at the second time a person is asked', async ({
  desktop,
}) => {
  const { app } = await desktop();
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
  });
  const inPage = (code: string) =>
    app.evaluate(
      ({ BrowserWindow }, script) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(script)
          .catch(() => null),
      code,
    );
  const notice = `new Promise((resolve) => window.host.onNotice(resolve))`;
  const crash = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
  const asked = () => app.evaluate(() => Reflect.get(globalThis, 'asked'));
  await inPage('window.before = true');
  await crash();
  await expect.poll(() => inPage(notice)).toContain('loaded again');
  expect(await inPage('typeof window.before')).toBe('undefined');
  expect(await asked()).toEqual([]);

  await inPage('window.before = true');
  await crash();
  await expect.poll(asked).toEqual(['The window stopped again']);
  await expect.poll(() => inPage('typeof window.host + typeof window.before')).toBe('objectundefined');
});
