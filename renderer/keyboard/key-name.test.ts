import { describe, expect, test } from 'vitest';
import { type KeyPress, keyName } from './key-name.ts';

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

describe('keyName', () => {
  test.each([
    ['a letter', press('a', 'KeyA'), 'a'],
    ['a capital of Caps Lock is the letter', press('A', 'KeyA'), 'a'],
    ['a letter with Shift', press('J', 'KeyJ', { shiftKey: true }), 'Shift+j'],
    ['several modifiers in one order', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+z'],
    ['a sign that needs Shift', press('?', 'Minus', { shiftKey: true }), '?'],
    ['a digit that needs Shift', press('3', 'Digit3', { shiftKey: true }), '3'],
    ['an arrow with Shift', press('ArrowLeft', 'ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft'],
    ['the space bar', press(' ', 'Space'), 'Space'],
    ['a Cyrillic letter by its place', press('я', 'KeyZ', { ctrlKey: true }), 'Ctrl+z'],
    ['what Alt makes of a digit by its place', press('¡', 'Digit1', { altKey: true }), 'Alt+1'],
    ['the Windows key is not Ctrl', press('z', 'KeyZ', { metaKey: true }), 'System+z'],
  ])('%s', (_, event, name) => {
    expect(keyName(event, false)).toBe(name);
  });

  test('⌘ counts as Ctrl on macOS, Control does not', () => {
    expect(keyName(press('z', 'KeyZ', { metaKey: true }), true)).toBe('Ctrl+z');
    expect(keyName(press('z', 'KeyZ', { ctrlKey: true }), true)).toBe('System+z');
  });
});
