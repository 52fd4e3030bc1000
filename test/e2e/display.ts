import { type ChildProcess, spawn } from 'node:child_process';

/** An X server that lives as long as the test run. */
export interface Display {
  /** `:99` */
  readonly name: string;
  close(): Promise<void>;
}

/** Room for the largest window of a test. */
export const screenSize = '1920x1080';

/** Starts Xvfb on a display that it chooses itself. */
export async function startDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${screenSize}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    server.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  return { name: `:${number}`, close: () => end(server) };
}

async function end(server: ChildProcess): Promise<void> {
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill();
  });
}
