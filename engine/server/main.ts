import { Command, InvalidArgumentError } from 'commander';
import { dataFolder } from '../app/data-folder.ts';
import { type Engine, openEngine } from '../app/open-engine.ts';
import { AppError } from '../contract/app-error.ts';
import { fromTransport } from '../contract/orpc-errors.ts';
import { atMost } from './at-most.ts';
import { askedToEnd } from './ending.ts';
import { loopbackHost } from './own-address.ts';
import { type Server, startServer } from './server.ts';

/** How long ending may take altogether, milliseconds. */
const END_WITHIN_MS = 30_000;

const program = new Command('photofinish serve')
  .description(
    'Serves the application to a browser of this machine, and the same to scripts. Ctrl-C ends it: what is being done is finished and kept.',
  )
  .option('--port <number>', 'port to listen on; 0 takes any that is free', portNumber, 8000)
  .option('--host <address>', 'loopback address to listen on', '127.0.0.1')
  .option(
    '--catalog <folder>',
    'where events are kept (else PHOTOFINISH_HOME, else the application-data folder)',
  )
  .helpOption('-h, --help', 'show help')
  .addHelpText(
    'after',
    `
It answers on loopback only. Beside the application at / there are:
  /api/v1/openapi.json   what a script can ask
  /api/v1/events         for example`,
  );

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  }
  return port;
}

async function serve(): Promise<void> {
  const { port, host, catalog } = program.opts<{ port: number; host: string; catalog?: string }>();
  const address = loopbackHost(host);
  const home = dataFolder(catalog);
  const ending = askedToEnd();
  const engine = openEngine(home, log);
  const server = await start(engine, address, port).catch(async (error: unknown) => {
    await engine.close();
    throw error;
  });
  console.log(`Photofinish is at ${server.url} (this machine only; events in ${home}). Ctrl-C ends it.`);
  await ending;
  console.error('Ending; what is in progress is finished first. Ctrl-C again ends at once.');
  const ended = server.close().then(() => engine.close());
  if (await atMost(END_WITHIN_MS, ended)) return;
  console.error('Something did not end within 30 seconds and was given up; the catalog is safe.');
  process.exit(1);
}

async function start(engine: Engine, host: string, port: number): Promise<Server> {
  // A catalog that cannot be opened is told now, and not by the first page.
  await engine.client.events.list();
  return startServer(engine, { host, port, log });
}

const log = (line: string): void => console.error(line);

try {
  await program.parseAsync();
  await serve();
} catch (error) {
  const cause = fromTransport(error);
  if (cause instanceof AppError) {
    console.error(cause.message);
  } else {
    console.error('This is a fault in Photofinish itself. Report it with these lines:');
    console.error(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
  process.exitCode = 1;
}
