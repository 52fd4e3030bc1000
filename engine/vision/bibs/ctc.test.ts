import { describe, expect, it } from 'vitest';
import { alignCtc, decodeCtc, type Posteriors } from './ctc.ts';

const any = { minLength: 1, maxLength: 6 };

/** One object a step: probability of characters, `_` for blank, `*` for everything else. */
function posteriors(alphabet: string, steps: readonly Record<string, number>[]): Posteriors {
  const stride = alphabet.length + 2;
  const data = new Float32Array(steps.length * stride);
  steps.forEach((step, row) => {
    for (const [character, p] of Object.entries(step)) {
      const column = character === '_' ? 0 : character === '*' ? stride - 1 : 1 + alphabet.indexOf(character);
      data[row * stride + column] = p;
    }
  });
  return { data, steps: steps.length, alphabet };
}

describe('decodeCtc', () => {
  it('sums over paths: the likeliest text is not the likeliest path', () => {
    // The single best path is all blank (0.36), yet "1" collects 0.24 + 0.24 + 0.16.
    const p = posteriors('12', [
      { _: 0.6, '1': 0.4 },
      { _: 0.6, '1': 0.4 },
    ]);
    const [best] = decodeCtc(p, { minLength: 0, maxLength: 6 });
    expect(best!.text).toBe('1');
    expect(best!.probability).toBeCloseTo(0.64);
  });

  it('reads a doubled digit only across a blank', () => {
    const seven = { '7': 0.98, _: 0.02 };
    const gap = { '7': 0.02, _: 0.98 };
    expect(decodeCtc(posteriors('7', [seven, gap, seven]), any)[0]!.text).toBe('77');
    expect(decodeCtc(posteriors('7', [seven, seven, gap]), any)[0]!.text).toBe('7');
  });

  it('masks before decoding: letters that outweigh a digit do not erase it', () => {
    const p = posteriors('0123456789', [{ '1': 0.9, _: 0.1 }, { '*': 0.7, '8': 0.28, _: 0.02 }, { _: 1 }]);
    expect(decodeCtc(p, any)[0]!.text).toBe('18');
  });

  it('offers other texts in order, and only of allowed lengths', () => {
    const p = posteriors('0123456789', [{ '3': 0.9, _: 0.1 }, { _: 1 }, { '6': 0.7, '8': 0.2, _: 0.1 }]);
    const found = decodeCtc(p, { minLength: 2, maxLength: 2 });
    expect(found.map((text) => text.text)).toEqual(['36', '38']);
    expect(found[0]!.probability + found[1]!.probability).toBeCloseTo(1);
    expect(found[0]!.probability).toBeCloseTo(0.7 / 0.9);
  });

  it('finds no text where nothing fits', () => {
    expect(decodeCtc(posteriors('0', [{ _: 1 }, { _: 1 }]), any)).toEqual([]);
    expect(decodeCtc(posteriors('5', [{ '5': 1 }]), { minLength: 2, maxLength: 4 })).toEqual([]);
  });
});

describe('alignCtc', () => {
  const p = posteriors('0123456789', [
    { _: 0.9, '4': 0.1 },
    { '4': 0.6, _: 0.4 },
    { '4': 0.9, _: 0.1 },
    { _: 1 },
    { '4': 0.5, '9': 0.3, '*': 0.2 },
  ]);

  it('places each character at its strongest step with its unmasked probability', () => {
    const aligned = alignCtc(p, '44')!;
    expect(aligned.map((character) => character.step)).toEqual([2, 4]);
    expect(aligned.map((character) => character.probability)).toEqual([
      expect.closeTo(0.9, 5),
      expect.closeTo(0.5, 5),
    ]);
  });

  it('aligns a text that is not the best one', () => {
    expect(alignCtc(p, '49')!.map((character) => character.probability)).toEqual([
      expect.closeTo(0.9, 5),
      expect.closeTo(0.3, 5),
    ]);
  });

  it('gives up on a text that has more characters than there are steps', () => {
    expect(alignCtc(posteriors('1', [{ '1': 1 }]), '11')).toBeUndefined();
  });
});
