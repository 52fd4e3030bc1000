// The engine's own process: whatever happens in it, windows and menus go on.

import { ORPCError } from '@orpc/contract';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { openEngine } from '../engine/app/open-engine.ts';
import { router } from '../engine/app/router.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

const [home = '', resources = ''] = process.argv.slice(2);
const main = process.parentPort;

const log = (line: string) => console.error(`engine: ${line}`);
const note = (error: unknown) => log(error instanceof Error ? `${error.stack}` : String(error));
const engine = openEngine(home, log, { resources });
const handler = new RPCHandler(router, {
  interceptors: [
    // What a procedure declares is the caller's business; anything else is a fault, and arrives there bare.
    onError((error) => {
      if (!(error instanceof ORPCError)) note(error);
    }),
  ],
});

main.on('message', ({ data, ports: [port] }) => {
  const message = data as ToEngine;
  if (message.kind === 'close') {
    void close();
  } else if (port) {
    handler.upgrade(port, { context: engine.contextFor(message.caller) });
    // Nothing is delivered before; oRPC has to listen by then.
    port.start();
  }
});
main.postMessage({ kind: 'ready' } satisfies FromEngine);
// Imports that the last quit, or a crash, left in the middle.
engine.goOn().catch(note);

/** Runs stop after the photos in progress, and go on when the program is opened again. */
async function close(): Promise<void> {
  try {
    await engine.close();
    process.exit(0);
  } catch (error) {
    note(error);
    process.exit(1);
  }
}
