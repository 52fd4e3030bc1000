import { expect, test } from 'vitest';
import lockfile from '../package-lock.json' with { type: 'json' };

interface Entry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, Entry>> = lockfile.packages;

/** As Node looks for it: beside the package, then in the folders above. */
function isLocked(name: string, from: string): boolean {
  if (`${from === '' ? '' : `${from}/`}node_modules/${name}` in packages) return true;
  return from !== '' && isLocked(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

test('holds the binaries of every platform, without which npm ci refuses it on another one', () => {
  const absent = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(name, place))
      .map((name) => `${name} of ${place}`),
  );
  expect(absent).toEqual([]);
});

test('pins every package by its content, wherever it is fetched from', () => {
  const unpinned = Object.entries(packages).filter(
    ([place, { integrity, resolved }]) => place !== '' && (integrity === undefined || resolved !== undefined),
  );
  expect(unpinned.map(([place]) => place)).toEqual([]);
});
