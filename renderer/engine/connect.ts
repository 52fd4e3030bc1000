import { createORPCClient, DynamicLink } from '@orpc/client';
import type { Client } from '../../engine/contract/contract.ts';
import { useConnection } from '../stores/connection.ts';
import { dialPort, dialSocket, type NoContext, socketAddress } from './line.ts';
import { redial } from './redial.ts';

const { host } = window;

const { line } = redial({
  dial: host ? () => dialPort(host) : () => dialSocket(socketAddress(document.baseURI)),
  tell: (state) => useConnection.getState().told(state),
  patience: 15_000,
});

/**
 * The engine, as the contract declares it: over a message port in the desktop, over a WebSocket in a
 * browser. It outlives its connection: a call under way when that breaks fails, later ones wait for
 * the next.
 */
export const engine: Client = createORPCClient(new DynamicLink<NoContext>(() => line()));
