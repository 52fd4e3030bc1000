import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

/** What a handler is told of who asks. */
export interface IpcEvent {
  readonly sender: object;
  readonly senderFrame: object;
  readonly ports: readonly unknown[];
}

type InvokeHandler = (event: IpcEvent, ...args: unknown[]) => unknown;

const invokeHandlers = new Map<string, InvokeHandler>();
const channels = new EventEmitter();

/** `ipcMain`. */
export const ipcMain = strict('ipcMain', {
  on: (channel: string, listener: (event: IpcEvent, ...args: unknown[]) => void) => {
    channels.on(channel, listener);
    return ipcMain;
  },
  off: (channel: string, listener: (event: IpcEvent, ...args: unknown[]) => void) => {
    channels.off(channel, listener);
    return ipcMain;
  },
  handle: (channel: string, handler: InvokeHandler) => {
    if (invokeHandlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    invokeHandlers.set(channel, handler);
  },
  removeHandler: (channel: string) => {
    invokeHandlers.delete(channel);
  },
} satisfies Record<'on' | 'off' | 'handle' | 'removeHandler', unknown>);

/** A message of a page. */
export function emitIpc(channel: string, event: IpcEvent, args: unknown[]): void {
  channels.emit(channel, event, ...args);
}

/** A question of a page; rejects in Electron's words. */
export async function answerIpc(channel: string, event: IpcEvent, args: unknown[]): Promise<unknown> {
  try {
    const handler = invokeHandlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${error}`);
  }
}
