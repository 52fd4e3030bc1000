import { create } from 'zustand';
import type { MachineStatus } from '../../engine/contract/machine.ts';
import { engine } from '../engine/connect.ts';

interface Machine {
  readonly status: MachineStatus | null;
  load(): Promise<void>;
}

/** The machine that the engine runs on: free space, version. */
export const useMachine = create<Machine>()((set) => ({
  status: null,
  load: async () => {
    try {
      set({ status: await engine.machine.status() });
    } catch {
      // Free space is a help and no more: the last figure stands until the next look.
    }
  },
}));

/** Looks now and every half minute, while the window is seen. */
export function followMachine(): void {
  const look = () => {
    if (document.visibilityState === 'visible') void useMachine.getState().load();
  };
  look();
  setInterval(look, 30_000);
  document.addEventListener('visibilitychange', look);
}
