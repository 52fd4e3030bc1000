import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { applicationEnv } from './desktop.ts';
import { engineProcess } from './engine-process.ts';
import { desktopProgram } from './host-kind.ts';
import { expect, test } from './launch.ts';

// Windows and processes of the desktop. What it lets its page do: host-page.desktop.spec.ts.

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
