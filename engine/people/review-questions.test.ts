import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelativeBox } from '../contract/decision.ts';
import type { ReviewPhoto, ReviewSighting } from '../contract/review-photo.ts';
import type { Evidence } from '../contract/sighting.ts';
import { type Question, questionsOf, ReviewQuestions } from './review-questions.ts';

const chest: RelativeBox = [0.4, 0.5, 0.1, 0.05];
const beside: RelativeBox = [0.7, 0.5, 0.1, 0.05];

function unsure(
  number: string,
  confidence: number,
  ...more: (Evidence | { alternatives: ReviewSighting['alternatives'] })[]
): ReviewSighting {
  const alternatives = more.flatMap((part) => ('alternatives' in part ? part.alternatives : []));
  const evidence = more.flatMap((part) => ('kind' in part ? [part] : []));
  return {
    ...{ number, confidence, box: chest, face: null, alternatives },
    evidence: [{ kind: 'reading', number, confidence }, ...evidence],
  };
}

function photo(id: string, changes: Partial<ReviewPhoto> = {}): ReviewPhoto {
  return {
    ...{ id, takenAt: 1000 + id.charCodeAt(0), aspect: 1.5, sharpness: 100, burst: null },
    ...{ sightings: [], numbered: [], known: [], ...changes },
  };
}

const short = (questions: readonly Question[]) =>
  questions.map(({ guess, doubts, reason }) => `${guess} ${doubts.length} ${reason.kind}`);

describe('questions', () => {
  it('come together by number, those that settle most first, then the surest', () => {
    const questions = questionsOf([
      photo('a', { sightings: [unsure('51', 0.5)] }),
      photo('b', { sightings: [unsure('349', 0.6), { ...unsure('7', 0.8), box: beside }] }),
      photo('c', { sightings: [unsure('349', 0.4)] }),
    ]);
    expect(short(questions)).toEqual(['349 2 unsure', '7 1 unsure', '51 1 unsure']);
    expect(questions[0]!.doubts.map(({ photo: { id } }) => id)).toEqual(['b', 'c']);
  });

  it('are asked about what the face is known by, and say where the reading disagrees', () => {
    const face: Evidence = { kind: 'face', number: '2141', photos: 5, likeness: 0.7, confidence: 0.8 };
    const [question] = questionsOf([
      photo('a', { sightings: [unsure('2114', 0.6, { ...face, kind: 'faceDisagrees' })] }),
      photo('b', { sightings: [unsure('2114', 0.5, { ...face, kind: 'faceDisagrees' })] }),
      photo('c', { sightings: [unsure('2141', 0.4, face)] }),
    ]);
    expect(short([question!])).toEqual(['2141 3 disagrees']);
    expect(question!.reason).toEqual({ kind: 'disagrees', reading: '2114' });
    expect(question!.certainty).toBe(0.8);
  });

  it('complete a part of a number from the frames beside it, unless somebody else has it there', () => {
    const burst = 'x';
    const known = photo('a', { burst, known: ['349'] });
    const part = photo('b', { burst, sightings: [unsure('34', 0.5)] });
    expect(short(questionsOf([known, part]))).toEqual(['349 1 cut']);
    expect(short(questionsOf([known, { ...part, known: ['349'] }]))).toEqual(['34 1 unsure']);
    expect(short(questionsOf([known, { ...part, burst: 'y' }]))).toEqual(['34 1 unsure']);
    expect(short(questionsOf([photo('a', { burst, known: ['7812'] }), part]))).toEqual(['34 1 unsure']);
    const unsureToo = photo('a', { burst, sightings: [unsure('349', 0.5)] });
    expect(short(questionsOf([unsureToo, part]))).toEqual(['349 2 unsure']);
  });

  it('complete a part of a number from the start list, where one number has it', () => {
    const unlisted: Evidence = { kind: 'startList', listed: false };
    const parts = [photo('a', { sightings: [unsure('34', 0.5, unlisted)] })];
    const list = (complete: string | null) => ({ isCut: () => true, complete: () => complete });
    expect(short(questionsOf(parts, list('349')))).toEqual(['349 1 cut']);
    expect(short(questionsOf(parts, list(null)))).toEqual(['34 1 cut']);
  });

  it('name a number that is on no list or allowed by no rule, and one that may be two', () => {
    const unlisted: Evidence = { kind: 'startList', listed: false };
    const two = { alternatives: [{ number: '344', probability: 0.4 }] };
    expect(short(questionsOf([photo('a', { sightings: [unsure('9', 0.9, unlisted)] })]))).toEqual([
      '9 1 unlisted',
    ]);
    expect(
      short(
        questionsOf([photo('a', { sightings: [unsure('9', 0.9, unlisted)] })], {
          isCut: () => true,
          complete: () => null,
        }),
      ),
    ).toEqual(['9 1 cut']);
    expect(
      short(questionsOf([photo('a', { sightings: [unsure('9', 0.9, { kind: 'outsideRules' })] })])),
    ).toEqual(['9 1 outsideRules']);
    expect(questionsOf([photo('a', { sightings: [unsure('349', 0.5, two)] })])[0]!.reason).toEqual({
      kind: 'two',
      other: '344',
    });
  });

  it('gather the faces of a person without a number, under the number that may be theirs', () => {
    const person = { id: '17', number: null, guess: null, photos: 3 };
    const face = (id: string, guess: string | null = null) => ({
      ...{ id, box: chest },
      person: { ...person, guess },
    });
    const asked = (guess: string | null) => {
      const questions = new ReviewQuestions();
      questions.put(photo('a'), [face('f', guess)]);
      questions.put(photo('b'), [face('g', guess)]);
      // Somebody who has a number is not asked about.
      questions.put(photo('d', { numbered: ['h'] }), [face('h', guess)]);
      questions.put(photo('c', { sightings: [unsure('34', 0.5)] }));
      return questions.list;
    };
    expect(short(asked(null))).toEqual(['null 2 unnamed', '34 1 unsure']);
    expect(asked(null)[0]!.reason).toEqual({ kind: 'unnamed', photos: 3 });
    expect(short(asked('34'))).toEqual(['34 3 unnamed']);
  });

  it('count two numbers for one face once, under the surer one', () => {
    const face = { id: 'f', box: chest, person: null };
    const says: Evidence = { kind: 'face', number: '349', photos: 4, likeness: 0.6, confidence: 0.7 };
    const [question] = questionsOf([
      photo('a', {
        sightings: [
          { ...unsure('34', 0.4), face },
          { number: '349', confidence: 0.55, box: chest, face, evidence: [says], alternatives: [] },
        ],
      }),
    ]);
    expect(short([question!])).toEqual(['349 1 cut']);
    expect(question!.doubts[0]!.doubt).toMatchObject({
      number: '349',
      read: { number: '34' },
      alternatives: [{ number: '34', probability: 0.4 }],
    });
  });

  it('show the frame first in which most can be read', () => {
    const [question] = questionsOf([
      photo('a', { sightings: [unsure('349', 0.4)], sharpness: 50 }),
      photo('b', { sightings: [unsure('349', 0.6)], sharpness: 50 }),
      photo('c', { sightings: [unsure('349', 0.6)], sharpness: 900 }),
    ]);
    expect(question!.doubts.map(({ photo: { id } }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('of what is left keep their id, and have another version', () => {
    const questions = new ReviewQuestions();
    for (const id of ['a', 'b']) questions.put(photo(id, { sightings: [unsure('349', 0.5)] }));
    const before = questions.get('349')!;
    questions.put(photo('a', { known: ['349'] }));
    const after = questions.get('349')!;
    expect(after.doubts.map(({ photo: { id } }) => id)).toEqual(['b']);
    expect(after.version).toBeGreaterThan(before.version);
    questions.remove('b');
    expect(questions.get('349')).toBeNull();
    expect(questions.list).toEqual([]);
    expect(questions.sightings).toBe(0);
  });

  it('are the same whatever the order in which photos came, went and came again', () => {
    const number = fc.constantFrom('34', '349', '344', '7');
    const arbitrary = fc.record({
      burst: fc.constantFrom(null, 'x', 'y'),
      sightings: fc.array(number, { maxLength: 2 }),
      known: fc.array(number, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(arbitrary, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(7), arbitrary), { maxLength: 12 }),
        (shots, detours) => {
          const made = ({ burst, sightings, known }: (typeof shots)[number], i: number) =>
            photo(`p${i}`, {
              ...{ burst, known, takenAt: i },
              sightings: [...new Set(sightings)].map((one, at) => ({
                ...unsure(one, 0.5),
                box: at === 0 ? chest : beside,
              })),
            });
          const straight = questionsOf(shots.map(made));
          const winding = new ReviewQuestions();
          for (const [i, shot] of detours) {
            winding.put(made(shot, i));
            // Asked in between, so that groups are made and left.
            expect(winding.list.reduce((sum, { doubts }) => sum + doubts.length, 0)).toBe(winding.sightings);
          }
          for (let i = 0; i < 8; i++) winding.remove(`p${i}`);
          for (const [i, shot] of [...shots.entries()].reverse()) winding.put(made(shot, i));
          const said = (list: readonly Question[]) =>
            list.map(({ id, doubts, reason }) => [
              id,
              reason,
              doubts.map(({ photo: { id: name }, doubt }) => `${name} ${doubt.number}`),
            ]);
          expect(said(winding.list)).toEqual(said(straight));
        },
      ),
    );
  });
});
