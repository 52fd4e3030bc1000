import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import wabt from 'wabt';
import { assembled, cosinesWith } from './cosines.ts';

describe('cosines.wat', () => {
  test('is what was assembled', async () => {
    const file = path.join(import.meta.dirname, 'cosines.wat');
    const { parseWat } = await wabt();
    const module = parseWat(file, await readFile(file, 'utf8'), { simd: true });
    expect(Buffer.from(module.toBinary({}).buffer).toString('base64')).toBe(assembled.toString('base64'));
  });
});

describe('cosinesWith', () => {
  const vector = (length: number, component: (i: number) => number) =>
    Int8Array.from({ length }, (_, i) => component(i));

  test('gives the cosine of each vector, at the ends of the range as well', () => {
    const query = vector(512, (i) => ((i * 37) % 255) - 127);
    const vectors = [
      query,
      vector(512, (i) => -query[i]!),
      vector(512, (i) => ((i * i * 11) % 255) - 127),
      vector(512, () => -128),
      vector(512, (i) => (i === 500 ? 127 : 0)),
    ];
    const bytes = new Uint8Array(vectors.flatMap((v) => [...new Uint8Array(v.buffer)]));
    const dot = (a: Int8Array, b: Int8Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const expected = vectors.map((v) => dot(v, query) / Math.sqrt(dot(v, v) * dot(query, query)));
    const cosines = [...cosinesWith(query)(bytes)];
    expect(cosines).toHaveLength(vectors.length);
    for (const [i, cosine] of cosines.entries()) expect(cosine).toBeCloseTo(expected[i]!, 6);
  });

  test('takes more vectors than fit its first memory, and fewer after them', () => {
    const cosinesOf = cosinesWith(vector(16, () => 3));
    const many = new Uint8Array(16 * 20_000).fill(5);
    expect(cosinesOf(many).every((cosine) => Math.abs(cosine - 1) < 1e-6)).toBe(true);
    expect([...cosinesOf(new Uint8Array(16).fill(251))]).toEqual([-1]);
    expect([...cosinesOf(new Uint8Array(16))]).toEqual([Number.NaN]);
  });

  test('refuses a length that cannot be cut into steps', () => {
    expect(() => cosinesWith(new Int8Array(20))).toThrow(RangeError);
  });
});
