import { expect, test } from 'vitest';
import type { Entry } from '../../engine/contract/start-list.ts';
import { all, eventFacts, refusal } from './samples.ts';
import { describeEveryStore } from './stores.ts';

const entry = (bib: string, name: string): Entry => ({ bib, name, category: 'W40', team: null, wave: null });

describeEveryStore('start list', (under) => {
  test('replacing says what was added, changed and removed', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.importStartList(event.id, [entry('9', 'Ada'), entry('10', 'Bo'), entry('11', 'Cy')], {
      mode: 'replace',
    });
    const next = [entry('9', 'Ada'), entry('10', 'Bob'), entry('12', 'Di')];
    const expected = {
      added: [entry('12', 'Di')],
      removed: [entry('11', 'Cy')],
      changed: [{ before: entry('10', 'Bo'), after: entry('10', 'Bob') }],
      unchanged: 1,
    };
    const preview = await catalog.importStartList(event.id, next, { mode: 'replace', dryRun: true });
    expect(preview).toEqual(expected);
    expect((await all(catalog.startList(event.id))).map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Cy']);
    expect(await catalog.importStartList(event.id, next, { mode: 'replace' })).toEqual(expected);
    await under.reopen();
    expect(await all(under.catalog.startList(event.id))).toEqual(next);
  });

  test('merging removes nobody', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.importStartList(event.id, [entry('9', 'Ada'), entry('10', 'Bo')], { mode: 'replace' });
    const diff = await catalog.importStartList(event.id, [entry('10', 'Bob')], { mode: 'merge' });
    expect(diff.removed).toEqual([]);
    expect((await all(catalog.startList(event.id))).map(({ name }) => name)).toEqual(['Ada', 'Bob']);
  });

  test('a bib that two athletes wear is named, and nothing is imported', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const twice = catalog.importStartList(event.id, [entry('9', 'Ada'), entry('9', 'Bo')], { mode: 'merge' });
    await expect(twice).rejects.toThrow(/bib 9 more than once/);
    expect(await refusal(twice)).toBe('START_LIST_INVALID');
    expect(await all(catalog.startList(event.id))).toEqual([]);
  });
});
