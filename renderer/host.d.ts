import type { HostBridge } from '../engine/contract/host-bridge.ts';

declare global {
  interface Window {
    /** What the desktop's preload gives; a browser has none. */
    readonly host?: HostBridge;
  }
}
