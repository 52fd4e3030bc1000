import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { applicationEnv } from './desktop.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The HTTP host, running for browsers of this machine. */
export interface Served {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  /** Ends it as Ctrl-C does, and gives the exit code. */
  end(): Promise<number | null>;
}

/** Serves the application with a data folder of its own, at a port that the system chooses. */
export async function startServing(
  home: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server = spawn(process.execPath, ['engine/server/main.ts', '--port', '0'], {
    cwd: root,
    env: applicationEnv(home, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await addressOf(server);
  return {
    url,
    end: async () => {
      if (server.exitCode !== null) return server.exitCode;
      server.kill('SIGINT');
      const [code] = (await once(server, 'exit')) as [number | null];
      return code;
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: string) => {
      said += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) resolve(address[0]);
    };
    server.stdout?.setEncoding('utf8').on('data', hear);
    server.stderr?.setEncoding('utf8').on('data', hear);
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code}: ${said}`)));
  });
}
