import type { HostBridge } from '../../engine/contract/host-bridge.ts';

declare global {
  interface Window {
    /** In the desktop's window alone. */
    readonly host?: HostBridge;
  }
}
