import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RelativeBox } from '../contract/decision.ts';
import { defaultThresholds } from '../contract/event.ts';
import { iou } from '../contract/geometry.ts';
import type { BibWord, DerivedSighting, PhotoEvidence } from '../contract/sighting.ts';
import { sightingsOf } from './sightings.ts';

const chest: RelativeBox = [0.4, 0.5, 0.1, 0.05];
const otherChest: RelativeBox = [0.7, 0.5, 0.1, 0.05];

let ids = 0;
const reading = (number: string, confidence: number, box = chest) => ({
  id: String(++ids),
  number,
  confidence,
  box,
});

/** Words in the order in which they are said. */
function words(...said: [number: string, worn: boolean, box: RelativeBox | null][]): BibWord[] {
  return said.map(([number, worn, box], i) => ({ number, worn, box, author: 'ada', at: 1000 + i }));
}

function seen(photo: Partial<PhotoEvidence>): DerivedSighting[] {
  return sightingsOf({
    ...{ readings: [], faces: [], words: [], rules: null, listed: () => null, hints: null },
    thresholds: defaultThresholds,
    ...photo,
  });
}

const short = (sightings: readonly DerivedSighting[]) =>
  sightings.map(({ number, state, confidence }) => `${number} ${state} ${confidence}`);

describe('by what was read', () => {
  test('the confidence decides, both thresholds included', () => {
    const readings = [
      reading('1', defaultThresholds.accept, [0, 0, 0.1, 0.1]),
      reading('2', defaultThresholds.accept - 0.001, [0.2, 0, 0.1, 0.1]),
      reading('3', defaultThresholds.review, [0.4, 0, 0.1, 0.1]),
      reading('4', defaultThresholds.review - 0.001, [0.6, 0, 0.1, 0.1]),
    ];
    expect(short(seen({ readings }))).toEqual(['1 accepted 0.9', '2 review 0.899', '3 review 0.3']);
  });

  test('a number outside the rules is never accepted by itself, and says so', () => {
    const rules = { alphabet: '0123456789', minLength: 1, maxLength: 4, ranges: [{ from: 100, to: 199 }] };
    const readings = [
      reading('150', 0.95),
      reading('0199', 0.99, [0, 0, 0.1, 0.1]),
      reading('200', 0.99, otherChest),
    ];
    const sightings = seen({ readings, rules });
    expect(short(sightings)).toEqual(['0199 accepted 0.99', '150 accepted 0.95', '200 review 0.99']);
    expect(sightings[2]!.evidence).toEqual([
      { kind: 'reading', number: '200', confidence: 0.99 },
      { kind: 'outsideRules' },
    ]);
  });

  test('a start list is evidence, for and against', () => {
    const readings = [reading('7', 0.95), reading('8', 0.92, otherChest)];
    const sightings = seen({ readings, listed: (number) => number === '7' });
    expect(sightings.map(({ evidence }) => evidence.at(-1))).toEqual([
      { kind: 'startList', listed: true },
      { kind: 'startList', listed: false },
    ]);
  });

  test('one number at one place is one sighting, at two places it is two', () => {
    const readings = [
      reading('7', 0.5),
      reading('7', 0.8, [0.41, 0.5, 0.1, 0.05]),
      reading('7', 0.6, otherChest),
    ];
    const sightings = seen({ readings });
    expect(short(sightings)).toEqual(['7 review 0.8', '7 review 0.6']);
    expect(sightings[0]).toMatchObject({ readingId: readings[1]!.id, box: readings[1]!.box });
    expect(sightings[0]!.evidence).toEqual([
      { kind: 'reading', number: '7', confidence: 0.8 },
      { kind: 'reading', number: '7', confidence: 0.5 },
    ]);
  });
});

describe('a person’s word wins', () => {
  test('on a reading at that place, be it hidden or outside the rules', () => {
    const rules = { alphabet: '0123456789', minLength: 1, maxLength: 4, ranges: [{ from: 1, to: 5 }] };
    const read = reading('7', 0.1);
    const [sighting] = seen({ readings: [read], rules, words: words(['7', true, chest]) });
    expect(sighting).toMatchObject({ state: 'accepted', confidence: 1, readingId: read.id, box: chest });
    expect(sighting!.evidence).toEqual([
      { kind: 'person', author: 'ada', at: 1000, worn: true },
      { kind: 'reading', number: '7', confidence: 0.1 },
      { kind: 'outsideRules' },
    ]);
  });

  test('a reading that is not worn is rejected, at that place alone', () => {
    const readings = [reading('7', 0.95), reading('7', 0.93, otherChest)];
    const sightings = seen({ readings, words: words(['7', false, chest]) });
    expect(short(sightings)).toEqual(['7 accepted 0.93', '7 rejected 0']);
    expect(sightings[1]!.readingId).toBe(readings[0]!.id);
  });

  test('what was never read stands alone, in its box or anywhere', () => {
    const sightings = seen({ words: words(['7', true, chest], ['8', true, null]) });
    expect(sightings).toMatchObject([
      { number: '7', state: 'accepted', box: chest, readingId: null },
      { number: '8', state: 'accepted', box: null, readingId: null },
    ]);
  });

  test('a correction takes the reading over', () => {
    const read = reading('34', 0.95);
    const sightings = seen({ readings: [read], words: words(['34', false, chest], ['349', true, chest]) });
    expect(short(sightings)).toEqual(['349 accepted 1', '34 rejected 0']);
    expect(sightings[0]).toMatchObject({ readingId: read.id });
    expect(sightings[0]!.evidence).toContainEqual({ kind: 'reading', number: '34', confidence: 0.95 });
  });

  test('another number at the place of a reading is a correction as well', () => {
    const sightings = seen({ readings: [reading('34', 0.95)], words: words(['349', true, chest]) });
    expect(short(sightings)).toEqual(['349 accepted 1']);
  });

  test('of two numbers at one place, the latest that was said', () => {
    const said = words(['349', true, chest], ['34', true, chest]);
    expect(short(seen({ readings: [reading('349', 0.95)], words: said }))).toEqual(['34 accepted 1']);
    expect(short(seen({ words: said }))).toEqual(['34 accepted 1']);
  });

  test('a tag of the whole photo joins the reading of that number', () => {
    const read = reading('7', 0.4);
    const sightings = seen({ readings: [read], words: words(['7', true, null]) });
    expect(sightings).toMatchObject([{ state: 'accepted', confidence: 1, box: chest, readingId: read.id }]);
  });

  test('a tag of the whole photo does not bring back a reading that was rejected', () => {
    const sightings = seen({
      readings: [reading('7', 0.95)],
      words: words(['7', false, chest], ['7', true, null]),
    });
    expect(sightings).toMatchObject([
      { state: 'accepted', box: null },
      { state: 'rejected', box: chest },
    ]);
  });

  test('a number that is nowhere in the photo is rejected everywhere, until somebody sees it later', () => {
    const readings = [reading('7', 0.95), reading('7', 0.95, otherChest)];
    const gone = words(['7', true, chest], ['7', false, null]);
    expect(short(seen({ readings, words: gone }))).toEqual(['7 rejected 0', '7 rejected 0']);
    const back = words(['7', false, null], ['7', true, chest]);
    expect(short(seen({ readings, words: back }))).toEqual(['7 accepted 1', '7 rejected 0']);
    expect(short(seen({ words: words(['7', false, null]) }))).toEqual(['7 rejected 0']);
  });

  test('a denied correction leaves the reading as it was', () => {
    const said = words(['349', true, chest], ['349', false, null]);
    expect(short(seen({ readings: [reading('34', 0.95)], words: said }))).toEqual([
      '34 accepted 0.95',
      '349 rejected 0',
    ]);
  });
});

describe('faces', () => {
  const face = (id: string, x: number, y: number): PhotoEvidence['faces'][number] => ({
    id,
    box: [x, y, 0.04, 0.06],
  });

  test('belong to the bib below them, each to one', () => {
    // Bibs 2.2 face heights below the faces.
    const faces = [face('left', 0.43, 0.333), face('right', 0.73, 0.333)];
    const readings = [reading('7', 0.95), reading('8', 0.95, otherChest)];
    expect(seen({ faces, readings }).map(({ number, faceId }) => [number, faceId])).toEqual([
      ['7', 'left'],
      ['8', 'right'],
    ]);
  });

  test('a bib with nobody above it has none, and neither has a rejected one', () => {
    const faces = [face('below', 0.43, 0.7)];
    expect(seen({ faces, readings: [reading('7', 0.95)] })[0]!.faceId).toBeNull();
    const sightings = seen({
      faces: [face('above', 0.43, 0.333)],
      readings: [reading('7', 0.95)],
      words: words(['7', false, chest]),
    });
    expect(sightings[0]!.faceId).toBeNull();
  });

  test('a box that was drawn around somebody takes the face inside', () => {
    const faces = [face('inside', 0.42, 0.45), face('above', 0.43, 0.2)];
    const around: RelativeBox = [0.35, 0.4, 0.2, 0.5];
    expect(seen({ faces, words: words(['7', true, around]) })[0]!.faceId).toBe('inside');
  });
});

test('whatever is read and said: each sighting keeps to the rules of its state', () => {
  const number = fc.constantFrom('1', '12', '123', '9');
  const box = fc.constantFrom<RelativeBox>(chest, otherChest, [0.41, 0.5, 0.1, 0.05], [0.1, 0.1, 0.3, 0.3]);
  const readings = fc.array(
    fc.record({ number, box, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );
  const said = fc.array(fc.record({ number, box: fc.option(box), worn: fc.boolean() }));
  fc.assert(
    fc.property(readings, said, (read, heard) => {
      const sightings = seen({
        readings: read.map((one, i) => ({ ...one, id: String(i) })),
        words: heard.map((one) => ({ ...one, author: 'ada', at: 5 })),
        faces: [{ id: 'f', box: [0.43, 0.333, 0.04, 0.06] }],
      });
      const last = heard.at(-1);
      if (last) {
        // The last word is heard, whatever was said before.
        const about = sightings.filter((sighting) => sighting.number === last.number);
        expect(about.some(({ state }) => state === (last.worn ? 'accepted' : 'rejected'))).toBe(true);
      }
      for (const { state, confidence, evidence } of sightings) {
        const [first] = evidence;
        if (first?.kind === 'person')
          expect([state, confidence]).toEqual(first.worn ? ['accepted', 1] : ['rejected', 0]);
        else expect(state).toBe(confidence >= defaultThresholds.accept ? 'accepted' : 'review');
      }
      // One number at one place is said once.
      for (const [i, a] of sightings.entries()) {
        for (const b of sightings.slice(i + 1)) {
          if (a.number === b.number && a.box && b.box && a.readingId !== null && b.readingId !== null) {
            expect(iou(a.box, b.box)).toBeLessThan(1);
          }
        }
      }
      expect(sightings.filter(({ faceId }) => faceId === 'f').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

describe('by what other photos say', () => {
  // A face 2.2 of its heights above the chest, and one in the middle of nowhere.
  const above = { id: 'above', box: [0.43, 0.333, 0.04, 0.06] as RelativeBox };
  const far = { id: 'far', box: [0.1, 0.1, 0.04, 0.06] as RelativeBox };
  const hint = (
    faceId: string,
    number: string,
    confidence: number,
    named: 'named' | null = null,
  ): NonNullable<PhotoEvidence['hints']>['faces'][number] => ({
    faceId,
    numbers: [{ number, confidence, photos: 5 }],
    likeness: 0.8,
    named: named && { number, author: 'ada', at: 7, confidence },
  });
  const hints = (...faces: ReturnType<typeof hint>[]) => ({ faces, burst: [] });

  test('a face without a reading is a sighting at the face', () => {
    const [sighting] = seen({ faces: [far], hints: hints(hint('far', '7', 0.96)) });
    expect(sighting).toMatchObject({
      number: '7',
      state: 'accepted',
      box: far.box,
      faceId: 'far',
      readingId: null,
    });
    expect(sighting!.evidence).toEqual([
      { kind: 'face', number: '7', photos: 5, likeness: 0.8, confidence: 0.96 },
    ]);
    expect(short(seen({ faces: [far], hints: hints(hint('far', '7', 0.5)) }))).toEqual(['7 review 0.5']);
  });

  test('face and bib that agree are surer than either', () => {
    const [sighting] = seen({
      faces: [above],
      readings: [reading('7', 0.6)],
      hints: hints(hint('above', '7', 0.8)),
    });
    expect(sighting).toMatchObject({ state: 'accepted', confidence: 0.92 });
  });

  test('face and bib that differ compete, and each says what speaks against it', () => {
    const sightings = seen({
      faces: [above],
      readings: [reading('7', 0.6)],
      hints: hints(hint('above', '8', 0.9)),
    });
    expect(short(sightings)).toEqual(['8 review 0.783']);
    const even = seen({
      faces: [above],
      readings: [reading('7', 0.9)],
      hints: hints(hint('above', '8', 0.92)),
    });
    expect(even.map(({ number }) => number)).toEqual(['8', '7']);
    expect(even[1]!.evidence).toContainEqual(expect.objectContaining({ kind: 'faceDisagrees', number: '8' }));
    expect(even.every(({ box, faceId }) => faceId === 'above' && box === chest)).toBe(true);
  });

  test('nobody is twice in a photo', () => {
    const sightings = seen({
      faces: [above, far],
      readings: [reading('7', 0.95)],
      hints: hints(hint('far', '7', 0.8)),
    });
    expect(short(sightings)).toEqual(['7 accepted 0.95']);
    const both = seen({ faces: [above, far], hints: hints(hint('far', '7', 0.8), hint('above', '7', 0.95)) });
    expect(both).toMatchObject([{ number: '7', faceId: 'above' }]);
  });

  test('a name stands for the votes, and says who gave it', () => {
    const [sighting] = seen({ faces: [far], hints: hints(hint('far', '7', 0.97, 'named')) });
    expect(sighting).toMatchObject({ number: '7', state: 'accepted' });
    expect(sighting!.evidence[0]).toEqual({ kind: 'named', number: '7', author: 'ada', at: 7 });
  });

  test('one who has no number wears none that is read nearby with little confidence', () => {
    const nobody = { ...hint('above', '', 0.98, 'named'), numbers: [] };
    nobody.named = { ...nobody.named!, number: null as never };
    const sightings = seen({ faces: [above], readings: [reading('7', 0.8)], hints: hints(nobody) });
    expect(sightings).toEqual([]);
  });

  test('what a person said of the photo wins over faces and names', () => {
    const named = hints(hint('far', '7', 0.97, 'named'));
    expect(short(seen({ faces: [far], hints: named, words: words(['9', true, far.box]) }))).toEqual([
      '9 accepted 1',
    ]);
    expect(short(seen({ faces: [far], hints: named, words: words(['7', false, null]) }))).toEqual([
      '7 rejected 0',
    ]);
    const read = { faces: [above], readings: [reading('9', 0.5)], hints: hints(hint('above', '7', 0.97)) };
    expect(short(seen({ ...read, words: words(['9', true, chest]) }))).toEqual(['9 accepted 1']);
    expect(short(seen({ ...read, words: words(['9', true, above.box]) }))).toEqual(['9 accepted 1']);
  });

  test('the frame before raises a reading, and completes one that lacks a digit', () => {
    const frameBefore = (number: string) => ({
      faces: [],
      burst: [{ number, confidence: 0.95, seconds: -0.4, photoId: 'a'.repeat(64), box: chest }],
    });
    const [same] = seen({ readings: [reading('349', 0.8)], hints: frameBefore('349') });
    // Half of 0.95 counts, since frames of a burst share their mistakes.
    expect(same).toMatchObject({ state: 'review', confidence: 0.895 });
    expect(same!.evidence).toContainEqual(expect.objectContaining({ kind: 'burst', seconds: -0.4 }));
    const cut = seen({ readings: [reading('34', 0.4)], hints: frameBefore('349') });
    expect(cut.map(({ number }) => number)).toContain('349');
  });

  test('thresholds decide', () => {
    const photo = { faces: [far], hints: hints(hint('far', '7', 0.8)) };
    expect(short(seen({ ...photo, thresholds: { accept: 0.75, review: 0.3 } }))).toEqual(['7 accepted 0.8']);
    expect(short(seen({ ...photo, thresholds: { accept: 0.95, review: 0.85 } }))).toEqual([]);
  });
});

test('a number that the start list lacks is reviewed, however clear it is, unless a person said it', () => {
  const listed = (number: string) => number === '7';
  const readings = [reading('8', 0.99), reading('7', 0.99, otherChest)];
  expect(short(seen({ readings, listed }))).toEqual(['7 accepted 0.99', '8 review 0.99']);
  expect(short(seen({ readings, listed, words: words(['8', true, chest]) }))).toEqual([
    '8 accepted 1',
    '7 accepted 0.99',
  ]);
});
