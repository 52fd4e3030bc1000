// Runs in the sandbox of each window, between the page and main. No file name passes through to the page.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { EngineState, HostBridge } from '../../engine/contract/host-bridge.ts';
import { channel, type WindowAction } from '../host-channels.ts';

/** Hands what main said to whoever listens, and what it said last to whoever begins to. */
function told<Args extends unknown[]>(name: string, keep: boolean) {
  const listeners = new Set<(...args: Args) => void>();
  let last: Args | null = null;
  ipcRenderer.on(name, (_event: IpcRendererEvent, ...args: unknown[]) => {
    if (keep) last = args as Args;
    for (const listener of listeners) listener(...(args as Args));
  });
  return (listener: (...args: Args) => void): (() => void) => {
    listeners.add(listener);
    if (last) listener(...last);
    return () => {
      listeners.delete(listener);
    };
  };
}

ipcRenderer.on(channel.enginePort, ({ ports }) => {
  window.postMessage('engine-port', '*', [...ports]);
});

const act = (action: WindowAction) => () => ipcRenderer.send(channel.window, action);

const host: HostBridge = {
  platform: process.platform as HostBridge['platform'],
  requestEnginePort: () => ipcRenderer.send(channel.enginePort),
  chooseFolder: (purpose) => ipcRenderer.invoke(channel.chooseFolder, purpose),
  grantDropped: (files) =>
    ipcRenderer.invoke(
      channel.grantDropped,
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
  saveCoverage: (event) => ipcRenderer.invoke(channel.saveCoverage, event),
  reveal: (event, photoId) => ipcRenderer.invoke(channel.reveal, event, photoId),
  restartEngine: () => ipcRenderer.send(channel.restartEngine),
  relaunch: () => ipcRenderer.send(channel.relaunch),
  window: {
    minimize: act('minimize'),
    toggleMaximize: act('toggleMaximize'),
    toggleFullScreen: act('toggleFullScreen'),
    close: act('close'),
  },
  onWindowState: told<[{ maximized: boolean; fullScreen: boolean }]>(channel.windowState, true),
  onEngineState: told<[EngineState, string | null]>(channel.engineState, true),
  onNotice: told<[string]>(channel.notice, true),
  onCommand: told<[string]>(channel.command, false),
};

contextBridge.exposeInMainWorld('host', host);
ipcRenderer.send(channel.states);
