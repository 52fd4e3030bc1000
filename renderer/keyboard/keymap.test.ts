import { afterEach, describe, expect, test } from 'vitest';
import { changeKeys, commandFor, keymap, keysOf, meaningOf, ownKeysOf, screens, takenBy } from './keymap.ts';

const hosts = [
  ['the desktop', false],
  ['a browser', true],
] as const;

describe('changed keys', () => {
  afterEach(() => changeKeys({}));

  test('act instead of those of the map, and mean what stands in their place', () => {
    changeKeys({ accept: ['Ctrl+Enter'], rate: ['0', 'q', 'w', '', '4', '5'] });
    expect(commandFor('a', 'browse', false)).toBeUndefined();
    expect(commandFor('Ctrl+Enter', 'browse', false)).toBe('accept');
    expect(commandFor('w', 'photo', false)).toBe('rate');
    expect(meaningOf('w', 'rate', false)).toBe('2');
    expect(meaningOf('5', 'rate', false)).toBe('5');
    expect(commandFor('3', 'photo', false)).toBeUndefined();
    expect(keysOf('rate', false)).toEqual(['0', 'q', 'w', '4', '5']);
    expect(ownKeysOf('rate', false)).toContain('3');
  });

  test('are free, or belong to a command of the same screen', () => {
    expect(takenBy('a', 'pick', false)).toBe('accept');
    expect(takenBy('q', 'pick', false)).toBeNull();
    // Review and Browse are two screens.
    expect(takenBy('Backspace', 'pick', false)).toBeNull();
    expect(takenBy('Ctrl+k', 'eraseDigit', false)).toBe('commands');
    changeKeys({ accept: ['q'] });
    expect(takenBy('a', 'pick', false)).toBeNull();
    expect(takenBy('q', 'pick', false)).toBe('accept');
  });
});

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
