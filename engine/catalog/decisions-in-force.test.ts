import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision, Place, RelativeBox, Verdict } from '../contract/decision.ts';
import { iou } from '../contract/geometry.ts';
import { compareDecisions, decisionsInForce } from './decisions-in-force.ts';

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

  test('says what the plain definition says, of any decisions', () => {
    const box = fc.constantFrom<RelativeBox | null>(
      null,
      [0, 0, 0.2, 0.2],
      [0.05, 0, 0.2, 0.2],
      [0.5, 0.5, 0.2, 0.2],
    );
    const somewhere = fc.record({ photoId: fc.constantFrom(photoId, 'b'.repeat(64)), box });
    const verdict = fc.oneof(
      fc.record({
        kind: fc.constant('bib' as const),
        place: somewhere,
        number: fc.constantFrom('1', '2'),
        worn: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('person' as const),
        place: somewhere,
        other: somewhere,
        same: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('stars' as const), place: somewhere, stars: fc.nat(5) }),
      fc.record({ kind: fc.constant('flag' as const), place: somewhere, flag: fc.constant(null) }),
      fc.record({ kind: fc.constant('undo' as const), earlier: fc.nat() }),
    );
    const device = fc.constantFrom('laptop-a', 'laptop-b');
    fc.assert(
      fc.property(fc.array(fc.tuple(verdict, fc.nat(1), device), { maxLength: 12 }), (said) => {
        const decisions: Decision[] = [];
        let time = 0;
        for (const [verdict, later, by] of said) {
          // Whoever takes something back has seen it, so the clock is later.
          time += verdict.kind === 'undo' ? 1 : later;
          if (verdict.kind !== 'undo') decisions.push(decide(time, verdict, by));
          else if (decisions.length > 0) {
            decisions.push(decide(time, undo(decisions[verdict.earlier % decisions.length]!), by));
          }
        }
        expect(decisionsInForce(decisions)).toEqual(plainly(decisions));
      }),
    );
  });

  test('a hundred thousand decisions on as many photos are no burden', () => {
    const decisions = Array.from({ length: 100_000 }, (_, n) =>
      decide(n, {
        kind: 'stars',
        place: { photoId: n.toString(16).padStart(64, '0'), box: null },
        stars: 3,
      }),
    );
    // In a search of each decision through all others, this spec runs into its time limit.
    expect(decisionsInForce(decisions)).toEqual(decisions);
  });
});

/** The definition, word by word. */
function plainly(decisions: readonly Decision[]): Decision[] {
  const ordered = decisions.toSorted(compareDecisions);
  const takenBack = (decision: Decision): boolean =>
    ordered.some(
      (undo) => undo.verdict.kind === 'undo' && undo.verdict.decision === decision.id && !takenBack(undo),
    );
  const standing = ordered.filter((decision) => decision.verdict.kind !== 'undo' && !takenBack(decision));
  return standing.filter(
    (decision, i) => !standing.slice(i + 1).some((later) => aboutTheSame(later.verdict, decision.verdict)),
  );
}

function aboutTheSame(a: Verdict, b: Verdict): boolean {
  if (a.kind === 'undo' || b.kind === 'undo' || a.kind !== b.kind) return false;
  if (a.kind === 'person' && b.kind === 'person') {
    const across = atOnePlace(a.place, b.other) && atOnePlace(a.other, b.place);
    return across || (atOnePlace(a.place, b.place) && atOnePlace(a.other, b.other));
  }
  if (a.kind === 'bib' && b.kind === 'bib') return a.number === b.number && atOnePlace(a.place, b.place);
  return a.place.photoId === b.place.photoId;
}

function atOnePlace(a: Place, b: Place): boolean {
  if (a.photoId !== b.photoId || (a.box === null) !== (b.box === null)) return false;
  return a.box === null || b.box === null || iou(a.box, b.box) >= 0.5;
}
