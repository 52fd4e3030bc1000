import { expect, test } from 'vitest';
import { packSheet, SHEET_LIMIT, type SheetKind } from '../../../engine/contract/picture-sheet.ts';
import { PictureSheets } from './picture-sheets.ts';

const EVENT = '0198c0de-0000-7000-8000-000000000000';
const jpeg = (id: string) => Uint8Array.from(`JPEG ${id}`, (letter) => letter.charCodeAt(0));
const shown = (id: string) => `data:image/jpeg;base64,${Buffer.from(`JPEG ${id}`).toString('base64')}`;

/** Pictures of every photo but those whose id begins with `no`; sheets come when the test says so. */
function sheets() {
  const asked: { ids: string[]; kind: string; signal: AbortSignal; answer(): void; fail(): void }[] = [];
  let cameTimes = 0;
  const pictures = new PictureSheets(EVENT, {
    fetch: (address, signal) => {
      const [, kind = '', list = ''] = address.match(/^media\/[0-9a-f-]+\/sheet\/(\w+)\?ids=(.*)$/) ?? [];
      const ids = list.split(',');
      const { promise, resolve, reject } = Promise.withResolvers<ArrayBuffer>();
      const answer = () =>
        resolve(packSheet(ids.map((id) => (id.startsWith('no') ? null : jpeg(id)))).buffer);
      asked.push({ ids, kind, signal, answer, fail: () => reject(new Error('The line broke.')) });
      return promise;
    },
    single: (photoId: string, kind: SheetKind) => `media/${kind}/${photoId}`,
    came: () => cameTimes++,
  });
  return { pictures, asked, came: () => cameTimes };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is wanted at once is fetched at once, and kept', async () => {
  const { pictures, asked, came } = sheets();
  expect(['a', 'b', 'c'].map((id) => pictures.src(id, 'small'))).toEqual([null, null, null]);
  await settled();
  // Asked again while it is on its way, it is not fetched twice.
  expect(pictures.src('b', 'small')).toBeNull();
  await settled();
  expect(asked.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
  asked[0]!.answer();
  await settled();
  expect(came()).toBe(1);
  expect(['a', 'b', 'c'].map((id) => pictures.src(id, 'small'))).toEqual(['a', 'b', 'c'].map(shown));
  expect(pictures.src('a', 'thumb')).toBeNull();
});

test('a picture that is missing has an address of its own, and so has each of a sheet that did not come', async () => {
  const { pictures, asked } = sheets();
  for (const id of ['a', 'no1']) pictures.src(id, 'small');
  await settled();
  asked[0]!.answer();
  await settled();
  expect(['a', 'no1'].map((id) => pictures.src(id, 'small'))).toEqual([shown('a'), 'media/small/no1']);
  pictures.src('b', 'thumb');
  await settled();
  asked[1]!.fail();
  await settled();
  expect(pictures.src('b', 'thumb')).toBe('media/thumb/b');
});

test('a sheet is no larger than hosts take, the latest come first, and what scrolled away is forgotten', async () => {
  const { pictures, asked } = sheets();
  const ids = Array.from({ length: 1_000 }, (_, at) => `p${at}`);
  for (const id of ids) pictures.src(id, 'small');
  await settled();
  expect(asked.map(({ ids: some }) => some.length)).toEqual([SHEET_LIMIT, SHEET_LIMIT]);
  expect(asked[0]!.ids).toEqual(ids.slice(-SHEET_LIMIT));
  for (const { answer } of asked) answer();
  await settled();
  expect(asked).toHaveLength(2);
  // It was not shown for long; now it is.
  expect(pictures.src('p0', 'small')).toBeNull();
  await settled();
  expect(asked[2]?.ids).toEqual(['p0']);
});

test('pictures can be waited for, until they are here or dropped', async () => {
  const { pictures, asked } = sheets();
  const order: string[] = [];
  const two = pictures.load(['a', 'no1'], 'small').then(() => order.push('two'));
  await settled();
  const one = pictures.load(['b'], 'small').then(() => order.push('one'));
  await settled();
  expect(asked.map(({ ids }) => ids)).toEqual([['a', 'no1'], ['b']]);
  asked[1]!.answer();
  await one;
  asked[0]!.answer();
  await two;
  expect(order).toEqual(['one', 'two']);
  // Nothing is waited for that is here, and nothing that is not wanted any more.
  await pictures.load(['a', 'b', 'no1'], 'small');
  const dropped = pictures.load(['c'], 'small');
  pictures.drop();
  await dropped;
});

test('what is dropped is not waited for, and can be asked for again', async () => {
  const { pictures, asked, came } = sheets();
  pictures.src('a', 'small');
  await settled();
  pictures.drop();
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.answer();
  await settled();
  expect(came()).toBe(0);
  expect(pictures.src('a', 'small')).toBeNull();
  await settled();
  expect(asked).toHaveLength(2);
});
