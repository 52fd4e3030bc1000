const { contextBridge, ipcRenderer, webUtils } = require('electron');

/** @type {((code: number) => void)[]} */
const exits = [];
ipcRenderer.on('port', (event, { from }) => {
  globalThis.postMessage({ port: from }, '*', event.ports);
});
ipcRenderer.on('utility-exit', (_event, code) => {
  for (const listener of exits) listener(code);
});

contextBridge.exposeInMainWorld('api', {
  version: 3,
  nested: {
    /** @type {(a: number, b: number) => number} */
    add: (a, b) => a + b,
    boom: () => {
      throw new TypeError('bang');
    },
  },
  /** @type {(channel: string, ...args: unknown[]) => Promise<unknown>} */
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  /** @type {(channel: string, ...args: unknown[]) => void} */
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  /** @type {(listener: (code: number) => void) => void} */
  onUtilityExit: (listener) => exits.push(listener),
  /** @type {(files: File[]) => string[]} */
  paths: (files) => files.map((file) => webUtils.getPathForFile(file)),
  sendSync: () => ipcRenderer.sendSync('sync'),
  type: process.type,
});

// @ts-expect-error only this world has it
globalThis.secret = 'of the preload';
