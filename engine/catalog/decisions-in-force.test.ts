import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision, RelativeBox, Verdict } from '../contract/decision.ts';
import { decisionsInForce } from './decisions-in-force.ts';

const photoId = 'a'.repeat(64);
const place = (box: RelativeBox | null = null) => ({ photoId, box });
const bib = (number: string, worn: boolean, box: RelativeBox | null = null): Verdict => ({
  kind: 'bib',
  place: place(box),
  number,
  worn,
});
const undo = (decision: Decision): Verdict => ({ kind: 'undo', decision: decision.id });

let made = 0;
function decide(time: number, verdict: Verdict, device = 'laptop'): Decision {
  const id = `01890000-0000-7000-8000-${String(made++).padStart(12, '0')}`;
  return { id, author: 'ada', device, clock: { time, counter: 0 }, action: id, verdict };
}

describe('decisionsInForce', () => {
  test('the latest on a subject holds, and each subject on its own', () => {
    const [first, other, latest] = [
      decide(1, bib('42', true)),
      decide(2, bib('43', true)),
      decide(3, bib('42', false)),
    ];
    expect(decisionsInForce([first, other, latest])).toEqual([other, latest]);
  });

  test('a place is the same when boxes overlap by half', () => {
    const before = decide(1, bib('42', true, [0.1, 0.1, 0.2, 0.2]));
    const nearby = decide(2, bib('42', false, [0.12, 0.1, 0.2, 0.2]));
    const elsewhere = decide(3, bib('42', true, [0.6, 0.1, 0.2, 0.2]));
    const whole = decide(4, bib('42', true));
    expect(decisionsInForce([before, nearby, elsewhere, whole])).toEqual([nearby, elsewhere, whole]);
  });

  test('two people are one subject in either order', () => {
    const [a, b] = [place([0, 0, 0.2, 0.2]), place([0.5, 0.5, 0.2, 0.2])];
    const same = decide(1, { kind: 'person', place: a, other: b, same: true });
    const different = decide(2, { kind: 'person', place: b, other: a, same: false });
    expect(decisionsInForce([same, different])).toEqual([different]);
  });

  test('an undo brings back what was before, and an undone undo does not', () => {
    const before = decide(1, bib('42', true));
    const after = decide(2, bib('42', false));
    const undone = decide(3, undo(after));
    expect(decisionsInForce([before, after, undone])).toEqual([before]);
    const redone = decide(4, undo(undone));
    expect(decisionsInForce([before, after, undone, redone])).toEqual([after]);
  });

  test('on equal clocks the device decides', () => {
    const a = decide(1, bib('42', true), 'laptop-a');
    const b = decide(1, bib('42', false), 'laptop-b');
    expect(decisionsInForce([b, a])).toEqual([b]);
  });

  test('the order in which decisions arrive does not matter', () => {
    const first = decide(1, bib('1', true));
    const second = decide(2, bib('1', false));
    const decisions = [
      first,
      second,
      decide(2, bib('2', true, [0, 0, 1, 1]), 'b'),
      decide(3, undo(second)),
      decide(3, { kind: 'flag', place: place(), flag: 'reject' }),
      decide(4, { kind: 'flag', place: place(), flag: null }, 'b'),
    ];
    const expected = decisionsInForce(decisions);
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(decisions, { minLength: decisions.length }), (arrived) => {
        expect(decisionsInForce(arrived)).toEqual(expected);
      }),
    );
  });
});
