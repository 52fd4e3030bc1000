import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { en } from './en.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Everything that may speak. Tests do not count: a text that only they name is shown to nobody. */
const sources = ['messages', 'renderer', 'electron', 'engine', 'build']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(root, folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|messages\/en\//.test(file.replaceAll('\\', '/')))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Whether a source names a text: in quotes, or up to a dot after which its end is put together. */
function isNamed(id: string): boolean {
  if (sources.includes(`'${id}'`) || sources.includes(`"${id}"`)) return true;
  const words = id.split('.');
  return words.some((_, at) => at > 0 && sources.includes(`\`${words.slice(0, at).join('.')}.\${`));
}

test('every text is said somewhere', () => {
  expect(Object.keys(en).filter((id) => !isNamed(id))).toEqual([]);
  expect(isNamed('browse.nowhere.at.all')).toBe(false);
});
