import { expect, it } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { fileError } from './file-error.ts';

const system = (code: string) => Object.assign(new Error(code), { code });

it.each([
  ['ENOENT', 'FILE_VANISHED', false],
  ['EACCES', 'FILE_UNREADABLE', false],
  ['EIO', 'FILE_UNREADABLE', true],
  ['ENODEV', 'FILE_UNREADABLE', true],
  ['EMFILE', 'FILE_UNREADABLE', true],
  ['ENAMETOOLONG', 'FILE_UNREADABLE', false],
  ['ELOOP', 'FILE_UNREADABLE', false],
  ['EBADMSG', 'FILE_UNREADABLE', false],
])('%s is told as %s', (code, expected, retryable) => {
  expect(fileError('a.jpg', system(code), true)).toMatchObject({ code: expected, retryable });
});

it('tells a card that was pulled out from a file that may not be read', () => {
  expect(fileError('a.jpg', system('EIO'), true).message).toMatch(/card or disk stopped answering/);
  expect(fileError('a.jpg', system('EACCES'), true).message).toMatch(/permissions/);
});

it('passes an AppError on and throws a bug', () => {
  const known = new AppError('FILE_EMPTY', 'It is empty.');
  expect(fileError('a.jpg', known, true)).toBe(known);
  expect(() => fileError('a.jpg', new TypeError('bug'), true)).toThrow('bug');
});
