import { create } from 'zustand';
import type { EngineState } from '../../engine/contract/host-bridge.ts';

interface Connection {
  /** `connecting` until the first line; `lost` when it is gone and another is being dialled. */
  readonly state: 'connecting' | 'connected' | 'lost';
  /** How the engine process is, where the desktop says so. */
  readonly engine: { readonly state: EngineState; readonly message: string | null } | null;
  told(state: 'up' | 'down'): void;
  toldOfEngine(state: EngineState, message: string | null): void;
}

/** Whether the engine can be reached. */
export const useConnection = create<Connection>()((set) => ({
  state: 'connecting',
  engine: null,
  told: (state) =>
    set((now) => ({
      state: state === 'up' ? 'connected' : now.state === 'connecting' ? 'connecting' : 'lost',
    })),
  toldOfEngine: (state, message) => set({ engine: { state, message } }),
}));

/** Hears what the desktop says of the engine process. */
export const startFollowingEngine = (): void => {
  window.host?.onEngineState((state, message) => useConnection.getState().toldOfEngine(state, message));
};
