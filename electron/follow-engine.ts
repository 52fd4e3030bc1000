import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../engine/contract/contract.ts';
import type { LiveEvent } from '../engine/contract/live.ts';

/**
 * Hears what the engine tells until `signal`. `away` is heard when the engine ended or is being started:
 * what follows begins with `hello` again.
 */
export async function followEngine(
  engine: Client,
  signal: AbortSignal,
  listeners: readonly ((event: LiveEvent | { readonly kind: 'away' }) => void)[],
): Promise<void> {
  const tell = (event: LiveEvent | { readonly kind: 'away' }) => {
    for (const listener of listeners) listener(event);
  };
  while (!signal.aborted) {
    try {
      for await (const event of await engine.live.watch(undefined, { signal })) tell(event);
    } catch {
      // The next engine tells how things are.
    }
    tell({ kind: 'away' });
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
}
