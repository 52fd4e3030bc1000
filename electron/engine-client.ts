import { createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../engine/contract/contract.ts';
import { fromTransport } from '../engine/contract/orpc-errors.ts';
import type { EngineSupervisor } from './engine-supervisor.ts';

/**
 * Main's own way to the engine, on behalf of native dialogs and of pictures that windows show. When the
 * engine ends, calls under way reject, and the next call finds the engine that came after it.
 */
export function engineClient(engine: EngineSupervisor): Client {
  let link: RPCLink<Record<never, never>> | null = null;
  const dial = () => {
    if (link) return link;
    if (engine.state === 'failed') throw new Error(engine.message ?? 'The engine is not running.');
    const port = engine.connect('machine');
    // Before oRPC listens, which lets later calls on a closed port wait for ever.
    port.on('close', () => {
      link = null;
    });
    link = new RPCLink({ port });
    port.start();
    return link;
  };
  return createORPCClient(new DynamicLink(dial));
}

/** The sentence for a person in what a call of the engine threw. */
export function sentenceOf(error: unknown): string {
  const cause = fromTransport(error);
  return cause instanceof Error ? cause.message : String(cause);
}
