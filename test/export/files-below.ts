import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of a destination by their paths, but for the program's own, which come and go. */
export async function delivered(out: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const path of (await readdir(out, { recursive: true })).sort()) {
    if (path.startsWith('.photofinish') || !(await stat(join(out, path))).isFile()) continue;
    files.set(path, await readFile(join(out, path)));
  }
  return files;
}
