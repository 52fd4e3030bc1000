import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAlikes } from './bib-look-alikes.ts';

const bib = fc.stringMatching(/^[0-9]{1,6}$/);

test('digits that are often confused are each other’s look-alikes', () => {
  for (const [a, b] of ['17', '38', '56', '08', '68', '06', '94']) {
    expect(lookAlikes(`2${a}5`).has(`2${b}5`)).toBe(true);
    expect(lookAlikes(`2${b}5`).has(`2${a}5`)).toBe(true);
  }
  expect(lookAlikes('123').has('923')).toBe(false);
});

test('a digit may be hidden or too many at either end, and nowhere else', () => {
  const alike = lookAlikes('2345');
  for (const number of ['345', '234', '12345', '23459']) expect(alike.has(number)).toBe(true);
  for (const number of ['245', '23945', '34']) expect(alike.has(number)).toBe(false);
});

test('one slip is likelier than two, and none is certain', () => {
  const alike = lookAlikes('123');
  expect(alike.get('123')).toBe(1);
  expect(alike.get('128')!).toBeGreaterThan(alike.get('728')!);
  expect([...alike.values()].every((weight) => weight > 0 && weight <= 1)).toBe(true);
});

test('being alike goes both ways while lengths are equal', () => {
  fc.assert(
    fc.property(bib, (number) => {
      for (const [other, weight] of lookAlikes(number)) {
        if (other.length !== number.length) continue;
        expect(lookAlikes(other).get(number)).toBeCloseTo(weight, 10);
      }
    }),
    { numRuns: 20 },
  );
});

test('a long bib of confusable digits has few enough to be looked up one by one', () => {
  expect(lookAlikes('8'.repeat(10)).size).toBeLessThan(1000);
});
