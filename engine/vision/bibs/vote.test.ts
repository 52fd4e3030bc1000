import { describe, expect, it } from 'vitest';
import type { Look } from './looks.ts';
import { leavesDoubt, vote } from './vote.ts';

const rules = { minLength: 1, maxLength: 6 };
const alphabet = '0123456789';
const height = 20;

/**
 * A look at a line in which each character is `height` wide: shows columns `start` to `end` and reads
 * `text` from column `at` on, each character with probability `p`.
 */
function look(start: number, end: number, text: string, at: number, p = 0.98): Look {
  const steps = Math.round((end - start) / 5);
  const stride = alphabet.length + 2;
  const data = new Float32Array(steps * stride);
  for (let step = 0; step < steps; step++) data[step * stride] = 1;
  [...text].forEach((character, i) => {
    const step = Math.floor((at + (i + 0.5) * height - start) / 5);
    data[step * stride] = 1 - p;
    data[step * stride + 1 + alphabet.indexOf(character)] = p;
  });
  return {
    rect: { cx: (start + end) / 2, cy: 10, width: end - start, height, angle: 0 },
    posteriors: { data, steps, alphabet },
  };
}

describe('vote', () => {
  it('lets a box that cut off the first digit say nothing against the whole number', () => {
    const cut = look(22, 104, '1517', 20);
    const wide = look(-20, 120, '71517', 0);
    const left = look(-10, 104, '71517', 0);
    const [best, second] = vote(cut.rect, [cut, wide, left], rules);
    expect(best!.text).toBe('71517');
    expect(best!.agreement).toBe(1);
    expect(best!.coverage).toBeCloseTo(2 / 3);
    expect(second!.text).toBe('1517');
    expect(second!.longer).toBeGreaterThan(0.5);
    expect(best!.support).toBeGreaterThan(second!.support);
  });

  it('says where the number stands along the reference box', () => {
    const whole = look(0, 80, '1234', 0);
    const [best] = vote(whole.rect, [whole], rules);
    expect(best!.first).toBeCloseTo(-1.5, 0);
    expect(best!.last).toBeCloseTo(1.5, 0);
  });

  it('counts looks that read another digit as rivals, and leaves doubt', () => {
    const looks = [look(0, 80, '1234', 0), look(-10, 90, '1234', 0), look(-5, 85, '1284', 0)];
    const candidates = vote(looks[0]!.rect, looks, rules);
    expect(candidates[0]!.text).toBe('1234');
    expect(candidates[0]!.agreement).toBeCloseTo(2 / 3);
    expect(candidates[0]!.rival).toBeCloseTo(1 / 3, 1);
    expect(leavesDoubt(candidates)).toBe(true);
  });

  it('leaves none where all agree, nor where nothing is read', () => {
    const looks = [look(0, 80, '1234', 0), look(-10, 90, '1234', 0)];
    expect(leavesDoubt(vote(looks[0]!.rect, looks, rules))).toBe(false);
    const empty = look(0, 80, '', 0);
    expect(leavesDoubt(vote(empty.rect, [empty], rules))).toBe(false);
  });
});
