import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { cosine, IdentityVectors } from '../../../test/bench/identity-vectors.ts';
import { assembled, NearCodes } from './near-codes.ts';

test('near-codes.wat is what was assembled', async () => {
  const file = path.join(import.meta.dirname, 'near-codes.wat');
  const { parseWat } = await wabt();
  const module = parseWat(file, await readFile(file, 'utf8'), { simd: true });
  expect(Buffer.from(module.toBinary({}).buffer).toString('base64')).toBe(assembled.toString('base64'));
});

test('of those that are more alike than asked nearly all are found, of the others few', () => {
  const drawn = new IdentityVectors('near');
  const people = Array.from({ length: 300 }, () => drawn.identity());
  const faces = people.flatMap((person) => [0, 1, 2, 3].map(() => person.face()));
  const codes = new NearCodes();
  for (const [place, vector] of faces.entries()) codes.set(place, vector);
  let [alike, found, others, taken] = [0, 0, 0, 0];
  for (const query of faces.slice(0, 200)) {
    const near = new Set(codes.near(query, 0.4));
    for (const [place, vector] of faces.entries()) {
      if (cosine(query, vector) >= 0.45) {
        alike++;
        if (near.has(place)) found++;
      } else if (cosine(query, vector) < 0.2) {
        others++;
        if (near.has(place)) taken++;
      }
    }
  }
  expect(found / alike).toBeGreaterThan(0.95);
  expect(taken / others).toBeLessThan(0.01);
});
