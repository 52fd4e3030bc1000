import { describe, expect, test } from 'vitest';
import type { Event } from '../../../engine/contract/event.ts';
import { changedFacts, draftOf, emptyDraft, factsOf, problemsOf } from './event-draft.ts';

const event: Event = {
  id: '0199b2f0-0000-7000-8000-000000000001',
  createdAt: 0,
  name: 'Quayside 10K',
  date: '2026-05-24',
  place: null,
  timeZone: 'Europe/Vienna',
  bibRules: { alphabet: 'ABC0123456789', minLength: 2, maxLength: 4, ranges: [{ from: 1, to: 999 }] },
  faceSearch: true,
  pack: 'standard',
  photosFolder: '/media/me/T7/Quayside',
  thresholds: { accept: 0.9, review: 0.3 },
};

describe('a draft of an event', () => {
  test('says what is said of the event, and nothing more', () => {
    const { name, date, place, timeZone, bibRules, faceSearch } = event;
    expect(factsOf(draftOf(event))).toEqual({ name, date, place, timeZone, bibRules, faceSearch });
    expect(changedFacts(draftOf(event), event)).toEqual({});
  });

  test('names only what was changed', () => {
    const draft = { ...draftOf(event), name: ' Quayside 10K 2026 ', ranges: '1-999, 2000' };
    expect(changedFacts(draft, event)).toEqual({
      name: 'Quayside 10K 2026',
      bibRules: {
        ...event.bibRules,
        ranges: [
          { from: 1, to: 999 },
          { from: 2000, to: 2000 },
        ],
      },
    });
  });

  test('leaves photos where they are, once a folder was taken away', () => {
    expect(changedFacts({ ...draftOf(event), keepIn: null }, event)).toEqual({ keepIn: null });
    const chosen = { id: '0199b2f0-0000-7000-8000-000000000002', path: '/home/me', freeBytes: 1 };
    expect(changedFacts({ ...draftOf(event), keepIn: chosen }, event)).toEqual({ keepIn: chosen.id });
  });

  test('says nothing of bibs that nobody knows', () => {
    expect(factsOf({ ...emptyDraft(), name: 'A', ranges: 'nonsense' }).bibRules).toBeNull();
    expect(problemsOf({ ...emptyDraft(), name: 'A', ranges: 'nonsense' }, [])).toEqual({});
  });

  test.each([
    [{ name: '  ' }, 'name', 'needs a name'],
    [{ name: 'x'.repeat(201) }, 'name', '201'],
    [{ name: 'HARBOUR half' }, 'name', 'There is an event “HARBOUR half” already'],
    [{ alphabet: 'own', ownAlphabet: '' }, 'ownAlphabet', 'each character'],
    [{ alphabet: 'own', ownAlphabet: 'AAB' }, 'ownAlphabet', 'each character'],
    [{ minLength: 5, maxLength: 3 }, 'lengths', 'longer than the longest'],
    [{ ranges: '1-9, 12-' }, 'ranges', '“12-” is not a range'],
    [{ ranges: '999-1' }, 'ranges', '999-1'],
  ] as const)('%o is said at %s', (change, field, words) => {
    const problems = problemsOf({ ...draftOf(event), ...change }, ['Harbour Half']);
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toContain(words);
  });
});
