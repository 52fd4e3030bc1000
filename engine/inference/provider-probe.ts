import { type ModelToProve, type Proof, proveProvider } from './provider-proof.ts';
import type { Provider } from './providers.ts';
import { serveTasks } from './serve-tasks.ts';

export interface ProbeSetup {
  readonly provider: Provider;
  readonly threads: number;
}

/** The process in which a provider is tried for the first time: drivers crash, and some hang. */
serveTasks<ProbeSetup, ModelToProve, null, Proof>(async ({ provider, threads }) => ({
  report: null,
  run: (model) => proveProvider(model, provider, threads),
  close: async () => {},
}));
