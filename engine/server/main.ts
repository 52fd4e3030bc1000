import { Command, InvalidArgumentError } from 'commander';
import { dataFolder } from '../app/data-folder.ts';
import { AppError } from '../contract/app-error.ts';
import { fromTransport } from '../contract/orpc-errors.ts';
import { loopbackHost } from './own-address.ts';
import { runServer } from './run-server.ts';

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

const log = (line: string): void => console.error(line);

try {
  await program.parseAsync();
  const { port, host, catalog } = program.opts<{ port: number; host: string; catalog?: string }>();
  const home = await dataFolder(catalog);
  const ended = await runServer({
    home,
    host: loopbackHost(host),
    ports: [port],
    log,
    onListening: (url) =>
      console.log(`Photofinish is at ${url} (this machine only; events in ${home}). Ctrl-C ends it.`),
  });
  if (!ended) process.exit(1);
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
