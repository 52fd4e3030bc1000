import { expect, test } from 'vitest';
import { checkOptions, KnownEvents, strict } from './strict.ts';

test('what is there works, and what is not throws by its name', async () => {
  const part = strict('part', { value: 1, twice: (n: number) => n * 2 });
  expect(part.value + part.twice(2)).toBe(5);
  expect(() => Reflect.get(part, 'thrice')).toThrow('The stand-in for Electron has no part.thrice.');
  // A test replaces an answer.
  part.twice = () => 0;
  expect(part.twice(2)).toBe(0);
  // It can be awaited and printed like anything else.
  expect(await part).toBe(part);
  expect(JSON.stringify(part)).toBe('{"value":1}');
});

test('only events that are sent can be waited for', () => {
  const emitter = new KnownEvents<{ ready: [] }>('app', ['ready']);
  emitter.on('ready', () => {});
  expect(() => Reflect.apply(emitter.on, emitter, ['gpu-info-update', () => {}])).toThrow(
    'The stand-in for Electron has no app event gpu-info-update.',
  );
});

test('an option that would be ignored is refused', () => {
  checkOptions('BrowserWindow', { width: 1 }, ['width']);
  expect(() => checkOptions('BrowserWindow', { kiosk: true }, ['width'])).toThrow(
    'The stand-in for Electron has no BrowserWindow option kiosk.',
  );
});
