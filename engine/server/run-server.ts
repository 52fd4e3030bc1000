import { type Engine, openEngine } from '../app/open-engine.ts';
import { AppError } from '../contract/app-error.ts';
import { atMost } from './at-most.ts';
import { askedToEnd } from './ending.ts';
import { type Server, startServer } from './server.ts';

/** How long ending may take altogether, milliseconds. */
const END_WITHIN_MS = 30_000;

export interface RunOptions {
  /** Folder of the catalog. */
  readonly home: string;
  /** A loopback address, as `loopbackHost` gives it. */
  readonly host: string;
  /** Tried in their order, until one is free; 0 is any that is. */
  readonly ports: readonly number[];
  readonly log: (line: string) => void;
  /** Called once the application can be opened. */
  readonly onListening: (url: string) => void;
}

/**
 * Opens an engine and serves it until the process is asked to end; then what is in flight is finished.
 * Says whether everything ended in time: where not, the process has to be ended by force.
 *
 * @throws AppError where the catalog cannot be opened or none of the ports is free
 */
export async function runServer({ home, host, ports, log, onListening }: RunOptions): Promise<boolean> {
  const ending = askedToEnd();
  const engine = openEngine(home, log);
  const server = await start(engine, host, ports, log).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  onListening(server.url);
  await ending;
  log('Ending; what is in progress is finished first. Ctrl-C again ends at once.');
  const ended = server.close().then(() => engine.close());
  if (await atMost(END_WITHIN_MS, ended)) return true;
  log('Something did not end within 30 seconds and was given up; the catalog is safe.');
  return false;
}

async function start(
  engine: Engine,
  host: string,
  ports: readonly number[],
  log: (line: string) => void,
): Promise<Server> {
  // A catalog that cannot be opened is told now, and not by the first page.
  await engine.client.events.list();
  for (const port of ports.slice(0, -1)) {
    try {
      return await startServer(engine, { host, port, log });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'ADDRESS_IN_USE') throw error;
    }
  }
  return startServer(engine, { host, port: ports.at(-1) ?? 0, log });
}
