import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCodec } from './page/codec.ts';

const { encode, decode } = makeCodec();
const over = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value))));

test('whatever can be cloned arrives as it was', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    // The page's objects come from another world, so that prototypes are not kept.
    withNullPrototype: false,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect(over(value)).toEqual(value);
    }),
  );
});

test('typed arrays are copies of the part that they show', () => {
  const buffer = new ArrayBuffer(16);
  const view = new Int16Array(buffer, 4, 3);
  view.set([1, -2, 3]);
  const got = over(view) as Int16Array;
  expect([...got]).toEqual([1, -2, 3]);
  expect(got.buffer.byteLength).toBe(6);
});

test('errors keep their kind, message and trace', () => {
  const error = new RangeError('out of cheese');
  const got = over(error);
  expect(got).toBeInstanceOf(RangeError);
  expect(got).toMatchObject({ message: error.message, stack: error.stack });
});

test('an object with the codec’s own mark is still an object', () => {
  expect(over({ $: 'date', value: 3 })).toEqual({ $: 'date', value: 3 });
});

test.each([() => {}, Symbol('x'), Promise.resolve(), new WeakMap()])('%o cannot be cloned', (value) => {
  expect(() => encode({ deep: [value] })).toThrow('An object could not be cloned.');
});
