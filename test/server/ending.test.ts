import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

const root = path.resolve(import.meta.dirname, '../..');

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything that it printed so far. */
  readonly said: () => string;
  /** Exit code and signal. */
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
}

/** Starts `photofinish serve`, in a data folder of its own unless one is given. */
async function photofinishServe(options: { home?: string; args?: string[] } = {}) {
  const home = options.home ?? (await folder());
  const args = ['build/photofinish.mjs', '--catalog', home, 'serve', ...(options.args ?? ['--port', '0'])];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const heard = (text: string) => {
    said += text;
  };
  child.stdout.setEncoding('utf8').on('data', heard);
  child.stderr.setEncoding('utf8').on('data', heard);
  const ended = once(child, 'close') as Served['ended'];
  return { child, ended, said: () => said };
}

async function serving(): Promise<Served> {
  const started = await photofinishServe();
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const [address] = started.said().match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (address) resolve(address);
    };
    started.child.stdout?.on('data', look);
    started.ended.then(() => reject(new Error(started.said())), reject);
  });
  return { ...started, url };
}

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'photofinish-serve-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Opens the live stream as a script does; resolves with its first event. */
async function liveStream(url: string) {
  const [answer] = (await once(http.get(`${url}/api/v1/live`), 'response')) as [http.IncomingMessage];
  const closed = new Promise<void>((resolve) => answer.once('close', resolve));
  // A stream that is cut says so; that it ends is what is waited for.
  answer.on('error', () => undefined);
  await hello((hear) => answer.on('data', hear));
  return { closed };
}

/** The same as a page does. */
async function livePage(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const greeted = hello((hear) => socket.on('message', hear));
  await once(socket, 'open');
  socket.send(JSON.stringify({ i: '1', p: { u: '/live/watch' } }));
  await greeted;
  return { closed };
}

function hello(listen: (hear: (data: unknown) => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let heard = '';
    listen((data) => {
      heard += String(data);
      if (heard.includes('"hello"')) resolve();
    });
  });
}

describe('asked to end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends open streams and pages, and is no failure',
    async (signal) => {
      const { url, child, ended, said } = await serving();
      const stream = await liveStream(url);
      const page = await livePage(url);
      const keptAlive = new http.Agent({ keepAlive: true });
      await once(http.get(`${url}/api/v1/events`, { agent: keptAlive }), 'response');
      child.kill(signal);
      expect(await page.closed).toBe(1001);
      await stream.closed;
      expect(await ended).toEqual([0, null]);
      expect(said()).toContain('Ending; what is in progress is finished first.');
      keptAlive.destroy();
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('answers what was asked before, and takes nothing new', async () => {
    const { url, child, ended } = await serving();
    const { port } = new URL(url);
    const body = JSON.stringify({ name: 'City' });
    // A request of which half has arrived when the server is asked to end.
    const socket = net.connect(Number(port), '127.0.0.1').setEncoding('utf8');
    socket.write(
      `POST /api/v1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    // It has been taken once another request, sent later, is answered.
    await (await fetch(`${url}/api/v1/events`)).text();
    child.kill('SIGTERM');
    await expect.poll(() => fetch(url).catch(() => null)).toBeNull();
    socket.write(body.slice(5));
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"name":"City"');
    expect(await ended).toEqual([0, null]);
  });

  it('twice ends at once', async () => {
    const { url, child, ended, said } = await serving();
    const { port } = new URL(url);
    const socket = net.connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    // Never whole, so that the server waits for it.
    socket.write(
      `POST /api/v1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
    );
    await (await fetch(`${url}/api/v1/events`)).text();
    child.kill('SIGTERM');
    await expect.poll(said).toContain('Ending');
    // Within a quarter of a second two are one key press.
    await new Promise((resolve) => setTimeout(resolve, 400));
    child.kill('SIGTERM');
    expect(await ended).toEqual([130, null]);
    socket.destroy();
  });
});

describe('what keeps it from starting', () => {
  it('is said in a sentence: a port that is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    const { ended, said } = await photofinishServe({ args: ['--port', String(port)] });
    expect(await ended).toEqual([1, null]);
    expect(said()).toBe(
      `Another program listens on 127.0.0.1:${port}, perhaps Photofinish itself. End it, or choose another port with --port (0 takes any that is free).\n`,
    );
    other.close();
  });

  it.each([
    [
      'an address that others reach',
      ['--host', '0.0.0.0'],
      /"0\.0\.0\.0" is not an address of this machine alone/,
    ],
    ['a port that is none', ['--port', '70000'], /whole number from 0 to 65535/],
    ['an option that is none', ['--prot', '1'], /unknown option/],
  ])('is said in a sentence: %s', async (_, args, sentence) => {
    const { ended, said } = await photofinishServe({ args });
    expect(await ended).toEqual([1, null]);
    expect(said()).toMatch(sentence);
    expect(said()).not.toContain('    at ');
  });

  it('is said in a sentence: a catalog that is none', async () => {
    const home = await folder();
    await writeFile(
      path.join(home, 'catalog.sqlite'),
      'This is no database, but it is long enough to be read.'.repeat(40),
    );
    const { ended, said } = await photofinishServe({ home });
    expect(await ended).toEqual([1, null]);
    expect(said()).toMatch(/The catalog is damaged/);
    expect(said()).not.toContain('    at ');
  });
});
