// A small program that uses every part of Electron which the stand-in has.

import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  protocol,
  session,
  type UtilityProcess,
  utilityProcess,
} from 'electron';

const page = `<!doctype html><meta charset="utf-8"><title>Sample</title>
<h1>hi</h1><input id="field"><output id="shown"></output><script type="module" src="page.js"></script>`;
const script = `
window.early = typeof window.api;
window.ports = {};
const waiting = {};
window.addEventListener('message', (event) => {
  if (event.source !== window || !event.data?.port) return;
  ports[event.data.port] = event.ports[0];
  waiting[event.data.port]?.(event.ports[0]);
});
window.getPort = (from) => new Promise((resolve) => { waiting[from] = resolve; api.send('want-port', from); });
window.roundTrip = (port, message, transfer = []) =>
  new Promise((resolve) => { port.onmessage = (event) => resolve(event.data); port.postMessage(message, transfer); });
const field = document.getElementById('field');
field.addEventListener('input', () => { document.getElementById('shown').textContent = field.value; });
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => { event.preventDefault(); window.dropped = api.paths([...event.dataTransfer.files]); });
window.ready = true;
`;
const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html', page],
  '/page.js': ['text/javascript', script],
  '/worker.js': ['text/javascript', "postMessage('worker ' + isSecureContext)"],
};

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.setPath('userData', process.env['SAMPLE_USER_DATA'] ?? mkdtempSync(path.join(tmpdir(), 'sample-')));

const seen = {
  sameModule: createRequire(import.meta.url)('electron').app === app,
  portClosed: false,
  utilitySaid: null as unknown,
  childProcessGone: null as unknown,
  renderProcessGone: null as unknown,
  cancelled: 0,
};
Object.assign(globalThis, { seen });

ipcMain.handle('echo', (_event, value) => value);
ipcMain.handle('who', (event) => [event.senderFrame?.url, event.senderFrame === event.sender.mainFrame]);
ipcMain.handle('fail', () => {
  throw new RangeError('out of cheese');
});
ipcMain.handle('choose', async () => (await dialog.showOpenDialog({ properties: ['openFile'] })).filePaths);
ipcMain.handle('new-window', async () => {
  const window = openWindow();
  await window.loadURL('app://bundle/?second');
  return window.id;
});

let utility: UtilityProcess;
ipcMain.on('want-port', (event, from: 'main' | 'utility') => {
  const { port1, port2 } = new MessageChannelMain();
  if (from === 'utility') {
    utility = utilityProcess.fork(path.join(import.meta.dirname, 'utility.ts'), [], { serviceName: 'echo' });
    utility.on('message', (message) => {
      seen.utilitySaid = message;
    });
    utility.on('exit', (code) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send('utility-exit', code);
    });
    utility.postMessage({ hello: 1 }, [port1]);
  } else {
    port1.on('message', ({ data, ports: [nested] }) => {
      if (nested) nested.postMessage('nested');
      else port1.postMessage(data);
    });
    port1.on('close', () => {
      seen.portClosed = true;
    });
    port1.start();
  }
  event.sender.postMessage('port', { from }, [port2]);
});
ipcMain.on('crash-utility', () => utility.postMessage({ crash: true }));
app.on('child-process-gone', (_event, details) => {
  seen.childProcessGone = details;
});
app.on('window-all-closed', () => app.quit());

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 900,
    height: 640,
    webPreferences: { preload: path.join(import.meta.dirname, 'preload.cjs'), sandbox: true },
  });
  window.webContents.on('will-navigate', (event) => {
    if (!event.url.startsWith('app://bundle/')) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    seen.renderProcessGone = details;
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  return window;
}

void app.whenReady().then(async () => {
  protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/stream' || pathname === '/endless') return stream(pathname === '/endless');
    const [type, body] = files[pathname] ?? ['text/plain', 'absent'];
    return new Response(body, {
      status: pathname in files ? 200 : 404,
      headers: {
        'content-type': type,
        'content-security-policy': "default-src 'self'; script-src 'self'; worker-src 'self'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'x-range': request.headers.get('range') ?? '',
      },
    });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(permission === 'media' && 'mediaTypes' in details && details.mediaTypes?.join() === 'video'),
  );
  await openWindow().loadURL('app://bundle/');
});

function stream(endless: boolean): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(new TextEncoder().encode('a piece. '));
      if (!endless) controller.close();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    cancel: () => {
      seen.cancelled++;
    },
  });
  return new Response(body);
}
