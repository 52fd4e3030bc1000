import { realpath } from 'node:fs/promises';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';

/** Whether a path is a folder or lies below it. Both absolute, links not followed. */
export function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '' || (below !== '..' && !below.startsWith(`..${sep}`) && resolve(below) !== below);
}

/** The real path of something that need not exist yet: of what there is of it, and the rest. */
export async function realPlace(path: string): Promise<string> {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      return join(await realpath(at), ...missing);
    } catch {
      if (dirname(at) === at) return resolve(path);
      missing.unshift(parse(at).base);
    }
  }
}
