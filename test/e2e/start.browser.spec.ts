import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { applicationEnv } from './desktop.ts';
import { chromiumPath } from './host-kind.ts';
import { expect, test } from './launch.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What `npm start` runs once everything is set up, on a machine without a display. */
function start(home: string): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const env: NodeJS.ProcessEnv = applicationEnv(home, { PHOTOFINISH_SAMPLE: path.join(home, 'sample') });
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...without } = env;
  const child = spawn(process.execPath, ['build/start.ts'], {
    cwd: root,
    env: without,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

test('serves the application where there is no display, says why, and ends with Ctrl-C', async ({ home }) => {
  // Whoever has the port, another one is found.
  const other = net.createServer().listen(8000, '127.0.0.1');
  await Promise.race([once(other, 'listening'), once(other, 'error')]);
  const { child, said, ended } = start(home);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  try {
    await expect.poll(said).toContain('Ctrl-C ends it.');
    expect(said()).toContain('The desktop window is not used: this machine has no display.');
    expect(said()).toContain('Port 8000 is taken by another program');
    expect(said()).toContain(`Events are kept in ${home}`);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said()) ?? [];
    const page = await browser.newPage();
    await page.goto(url);
    await expect(page).toHaveTitle(/Photofinish/);
    await expect(page.getByRole('banner')).toBeVisible();

    const second = start(home);
    expect(await second.ended).toBe(0);
    expect(second.said()).toBe(`Photofinish is running already: ${url}\n`);

    child.kill('SIGINT');
    expect(await ended).toBe(0);
  } finally {
    await browser.close();
    child.kill('SIGKILL');
    other.close();
  }
});
