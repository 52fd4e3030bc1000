import { expect, test } from 'vitest';
import type { Entry } from '../../engine/contract/start-list.ts';
import { all, decide, eventFacts, eventWith, maker, reading, sha } from './samples.ts';
import { describeEveryStore } from './stores.ts';

const entry = (bib: string, name: string): Entry => ({ bib, name, category: 'W40', team: null, wave: null });

describeEveryStore('start list', (under) => {
  const importing = async (eventId: string, entries: Entry[], mode: 'replace' | 'merge') =>
    (await under.catalog.importStartList(eventId, maker, entries, mode)).diff;
  const names = async (eventId: string) =>
    (await all(under.catalog.startList(eventId))).map(({ bib, name }) => `${bib} ${name}`);

  test('replacing says what was added, changed and removed', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await importing(event.id, [entry('9', 'Ada'), entry('10', 'Bo'), entry('11', 'Cy')], 'replace');
    const next = [entry('9', 'Ada'), entry('10', 'Bob'), entry('12', 'Di')];
    const expected = {
      added: [entry('12', 'Di')],
      removed: [entry('11', 'Cy')],
      changed: [{ before: entry('10', 'Bo'), after: entry('10', 'Bob') }],
      unchanged: 1,
    };
    expect(await catalog.compareStartList(event.id, next, 'replace')).toEqual(expected);
    expect(await names(event.id)).toEqual(['9 Ada', '10 Bo', '11 Cy']);
    const { diff, action } = await catalog.importStartList(event.id, maker, next, 'replace');
    expect(diff).toEqual(expected);
    expect(action?.what).toEqual({ kind: 'startList', added: 1, changed: 1, removed: 1 });
    await under.reopen();
    expect(await all(under.catalog.startList(event.id))).toEqual(next);
    const again = await under.catalog.importStartList(event.id, maker, next, 'replace');
    expect(again).toEqual({ diff: { added: [], removed: [], changed: [], unchanged: 3 }, action: null });
  });

  test('merging removes nobody', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    await importing(event.id, [entry('9', 'Ada'), entry('10', 'Bo')], 'replace');
    expect((await importing(event.id, [entry('10', 'Bob')], 'merge')).removed).toEqual([]);
    expect(await names(event.id)).toEqual(['9 Ada', '10 Bob']);
  });

  test('a bib that two athletes wear keeps both, and a line that is there twice counts once', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    const twice = [entry('9', 'Ada'), entry('9', 'Bo'), entry('9', 'Ada')];
    expect((await importing(event.id, twice, 'replace')).added).toEqual([
      entry('9', 'Ada'),
      entry('9', 'Bo'),
    ]);
    expect(await names(event.id)).toEqual(['9 Ada', '9 Bo']);
    const faster = { ...entry('9', 'Bo'), wave: 'A' };
    expect(await importing(event.id, [faster, entry('9', 'Ada')], 'replace')).toEqual({
      added: [],
      removed: [],
      changed: [{ before: entry('9', 'Bo'), after: faster }],
      unchanged: 1,
    });
    // Who became whom cannot be told of two.
    expect(await importing(event.id, [entry('9', 'Cy'), entry('9', 'Di')], 'replace')).toMatchObject({
      added: [entry('9', 'Cy'), entry('9', 'Di')],
      changed: [],
    });
    expect(await importing(event.id, [entry('9', 'Eve')], 'merge')).toMatchObject({
      added: [entry('9', 'Eve')],
      removed: [],
    });
    expect(await names(event.id)).toEqual(['9 Cy', '9 Di', '9 Eve']);
  });

  test('each entry says in how many photos it was seen', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      { bibs: [reading('9', 0.95), reading('9', 0.6, { box: [1000, 80, 40, 20] })] },
      { bibs: [reading('9', 0.5)] },
      { bibs: [reading('9', 0.2), reading('10', 0.95, { box: [1000, 80, 40, 20] })] },
    ]);
    await importing(event.id, [entry('9', 'Ada'), entry('10', 'Bo'), entry('11', 'Cy')], 'replace');
    const place = { photoId: sha(2), box: null };
    await decide(catalog, event, [{ kind: 'bib', place, number: '10', worn: false }]);
    const counted = await catalog.startListWithPhotos(event.id);
    expect(counted.map(({ bib, photos }) => [bib, photos])).toEqual([
      ['9', 2],
      ['10', 0],
      ['11', 0],
    ]);
  });
});
