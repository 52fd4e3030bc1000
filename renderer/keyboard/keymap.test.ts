import { describe, expect, test } from 'vitest';
import { commandFor, keymap, keysOf, screens } from './keymap.ts';

const hosts = [
  ['the desktop', false],
  ['a browser', true],
] as const;

describe('keyboard map', () => {
  test.each(screens.flatMap((screen) => hosts.map(([host, inBrowser]) => ({ screen, host, inBrowser }))))(
    'has no key for two commands on $screen in $host',
    ({ screen, inBrowser }) => {
      const taken = new Map<string, string>();
      for (const { command, where } of keymap) {
        if (!(where as readonly string[]).includes(screen)) continue;
        for (const key of keysOf(command, inBrowser)) {
          expect(taken.get(key), `${key} is ${taken.get(key)} and ${command}`).toBeUndefined();
          taken.set(key, command);
        }
      }
      expect(taken.size).toBeGreaterThan(10);
    },
  );

  test('names each command once', () => {
    const names = keymap.map(({ command }) => command);
    expect(new Set(names).size).toBe(names.length);
  });

  test('writes every key as a press is named', () => {
    for (const { keys } of keymap)
      for (const key of keys)
        expect(key).toMatch(/^(Ctrl\+)?(Alt\+)?(Shift\+)?([a-z0-9]|[^A-Za-z0-9\s]|[A-Z][A-Za-z]+|F\d+)$/);
  });

  test('finds the command of a key on a screen', () => {
    expect(commandFor('a', 'photo', false)).toBe('accept');
    expect(commandFor('a', 'start', false)).toBeUndefined();
    expect(commandFor('Ctrl+n', 'start', false)).toBe('newEvent');
    expect(commandFor('Ctrl+n', 'start', true)).toBeUndefined();
    expect(commandFor('Alt+n', 'start', true)).toBe('newEvent');
  });
});
