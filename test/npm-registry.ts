import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { create } from 'tar';

/** A package for the registry below: `package.json` is made, the other files are given. */
export interface PackageContent {
  readonly name: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
}

/** How the registry sends a tarball: whole; half, then it hangs; half, then it hangs up. */
export type Sending = 'whole' | 'hang' | 'hang up';

/** A registry of npm packages on this machine, for specs of what is fetched from one. */
export interface NpmRegistry {
  readonly url: string;
  /** Subresource integrity by package name. */
  readonly integrity: Record<string, string>;
  sending: Sending;
  /** Paths that were asked for, in order. */
  readonly requests: string[];
  /** Breaks off whatever is being sent. */
  hangUp(): void;
  close(): Promise<void>;
}

export async function startNpmRegistry(packages: readonly PackageContent[]): Promise<NpmRegistry> {
  const tarballs = new Map<string, Buffer>();
  const integrity: Record<string, string> = {};
  for (const content of packages) {
    const tarball = await pack(content);
    tarballs.set(`/${content.name}/-/${content.version}.tgz`, tarball);
    integrity[content.name] = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  }
  const registry = { url: '', integrity, sending: 'whole' as Sending, requests: [] as string[] };
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? '');
    registry.requests.push(asked);
    const tarball = tarballs.get(asked);
    const content = packages.find(({ name }) => asked === `/${name}`);
    if (tarball) {
      response.writeHead(200, { 'content-length': tarball.length });
      if (registry.sending === 'whole') response.end(tarball);
      else {
        response.write(tarball.subarray(0, tarball.length / 2), () => {
          if (registry.sending === 'hang up') response.destroy();
        });
      }
    } else if (content) {
      const { name, version } = content;
      const dist = { tarball: `${registry.url}/${name}/-/${version}.tgz`, integrity: integrity[name] };
      response.end(
        JSON.stringify({
          name,
          'dist-tags': { latest: version },
          versions: { [version]: { name, version, dist } },
        }),
      );
    } else {
      response.writeHead(404).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(registry, {
    hangUp: () => server.closeAllConnections(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function pack({ name, version, files }: PackageContent): Promise<Buffer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'photofinish-pack-'));
  try {
    const all = { 'package.json': JSON.stringify({ name, version }), ...files };
    for (const [file, content] of Object.entries(all)) {
      await mkdir(path.dirname(path.join(folder, 'package', file)), { recursive: true });
      await writeFile(path.join(folder, 'package', file), content);
    }
    const file = path.join(folder, 'package.tgz');
    await create({ file, cwd: folder, gzip: true, portable: true }, ['package']);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
