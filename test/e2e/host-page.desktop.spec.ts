import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { dropPaths } from './drop.ts';
import { askEngine } from './engine-call.ts';
import { expect, oneApplication, test } from './launch.ts';

// What the desktop lets its page do. What becomes of its processes and windows: host.desktop.spec.ts.
const application = oneApplication();

async function onDesktop(): Promise<{ page: Page; app: ElectronApplication }> {
  const { page, app } = await application.open();
  if (app === null) throw new Error('This is about the desktop.');
  return { page, app };
}

test('opens a window on the page, at its usual size, within a sandbox', async () => {
  const { page } = await application.open();
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

test('goes to no other place, and opens no second window', async () => {
  const { app, page } = await onDesktop();
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

test('runs no script but its own, and loads nothing from elsewhere', async () => {
  const { page } = await application.open();
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

test('gives out its own files alone, each under the strict policy', async () => {
  const { page } = await application.open();
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

test('lets the page use the camera, and nothing else of the machine', async () => {
  const { page } = await application.open();
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

test('what names files of the machine is refused to a window', async () => {
  const { home } = application;
  const { page } = await application.open();
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

test('a folder that is chosen in the dialog, or dropped, is granted by its id', async () => {
  const { home } = application;
  const { app, page } = await onDesktop();
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

test('the menu tells the page its commands', async () => {
  const { app, page } = await onDesktop();
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
