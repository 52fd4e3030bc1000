// `npm start`: the application in its desktop window, or, where that cannot be, in a browser of this
// machine. Everything it keeps is in the data folder of the person who started it.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { styleText } from 'node:util';
import { dataFolder } from '../engine/app/data-folder.ts';
import { AppError } from '../engine/contract/app-error.ts';
import { fromTransport } from '../engine/contract/orpc-errors.ts';
import { runServer } from '../engine/server/run-server.ts';
import { bundle } from './bundle.ts';
import { whyNoDisplay } from './display.ts';
import { obtainElectron } from './electron-binary.mjs';
import { sampleFolder, sampleIsThere } from './make-sample.ts';
import { runOn } from './pinned-node.mjs';

const root = path.resolve(import.meta.dirname, '..');
const home = await dataFolder(undefined);
/** 8000 unless something else has it. */
const ports = [...Array.from({ length: 20 }, (_, i) => 8000 + i), 0];
/** A desktop window that ends sooner than that, with an error, did not open, milliseconds. */
const SURELY_OPEN_MS = 10_000;

const say = (line: string): void => console.error(line);

try {
  const why = await openDesktop();
  if (why !== null) await serveBrowser(why);
} catch (error) {
  const cause = fromTransport(error);
  if (!(cause instanceof AppError)) throw error;
  say(cause.message);
  process.exitCode = 1;
}

/** Runs the desktop application to its end; where it cannot be opened, a clause that says why. */
async function openDesktop(): Promise<string | null> {
  const why = whyNoDisplay();
  if (why !== null) return why;
  const { program, reason } = await obtainElectron(root, say);
  if (program === null) return reason;
  await bundle(say);
  const sample = await makeSampleBeside();
  const started = performance.now();
  try {
    const ended = await runOn(program, path.join(root, 'dist', 'electron', 'main.js'), []);
    if (ended || performance.now() - started > SURELY_OPEN_MS) return null;
  } finally {
    sample?.kill();
  }
  const code = process.exitCode;
  process.exitCode = 0;
  return `it did not start (exit code ${code}; the lines above say more)`;
}

async function serveBrowser(why: string): Promise<void> {
  const running = await alreadyRunning();
  if (running !== null) {
    console.log(`Photofinish is running already: ${running}`);
    return;
  }
  // A browser runs the page; the rest runs as it lies here.
  await bundle(say, ['renderer']);
  const sample = await makeSampleBeside();
  const ended = await runServer({
    home,
    host: '127.0.0.1',
    ports,
    log: say,
    onListening: (url) => {
      if (url !== 'http://127.0.0.1:8000')
        say('Port 8000 is taken by another program, so this is another one.');
      console.log(
        [
          '',
          `${styleText('bold', 'Photofinish')} runs in a browser of this machine: ${styleText('bold', url)}`,
          `The desktop window is not used: ${why}.`,
          `Events are kept in ${home}. Ctrl-C ends it.`,
          ...(sample ? ['The sample event is being made; it will be ready in a minute or two.'] : []),
        ].join('\n'),
      );
    },
  }).finally(() => sample?.kill());
  if (!ended) process.exit(1);
}

/** Where a Photofinish with the same events listens; null where none does. */
async function alreadyRunning(): Promise<string | null> {
  for (const port of ports.slice(0, -1)) {
    const url = `http://127.0.0.1:${port}`;
    const status = await statusOf(url);
    if (status === 'nobody') return null;
    if (status === home) return url;
  }
  return null;
}

/** The data folder of the Photofinish at an address; `nobody` where nothing listens. */
async function statusOf(url: string): Promise<unknown> {
  try {
    const answer = await fetch(`${url}/api/v1/status`, { signal: AbortSignal.timeout(2_000) });
    const status = (await answer.json()) as { dataFolder?: unknown };
    return status.dataFolder;
  } catch (error) {
    const code = error instanceof Error && error.cause instanceof Error && 'code' in error.cause;
    return code && (error.cause as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'nobody' : null;
  }
}

/** Makes the sample event in a process of its own, unless there is one; it ends with this one. */
async function makeSampleBeside(): Promise<ChildProcess | null> {
  if (process.env['PHOTOFINISH_SAMPLE'] || (await sampleIsThere(sampleFolder))) return null;
  const child = spawn(process.execPath, [path.join(root, 'build', 'make-sample.ts')], { stdio: 'ignore' });
  // Without it everything else works.
  child.on('error', (error) => say(`The sample event could not be made: ${error.message}`));
  process.once('exit', () => child.kill());
  return child;
}
