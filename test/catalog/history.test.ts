import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import type { Action, ActionWhat } from '../../engine/contract/action.ts';
import { BrowseQuery } from '../../engine/contract/browse.ts';
import type { DecisionMaker, RelativeBox, Verdict } from '../../engine/contract/decision.ts';
import type { Event } from '../../engine/contract/event.ts';
import type { Entry, ImportMode } from '../../engine/contract/start-list.ts';
import { all, decide, eventFacts, findings, key, maker, photo, reading, refusal, sha } from './samples.ts';
import { describeEveryStore } from './stores.ts';

const bo: DecisionMaker = { author: 'bo', device: 'laptop-2' };

const stars = (n: number, count: number): Verdict => ({
  kind: 'stars',
  place: { photoId: sha(n), box: null },
  stars: count,
});
const rate = (count: number): ActionWhat => ({ kind: 'stars', stars: count });

describeEveryStore('history', (under) => {
  const eventOf = async (catalog: Catalog, name: string, photos: number): Promise<Event> => {
    const event = await catalog.createEvent({ ...eventFacts, name });
    const numbers = Array.from({ length: photos }, (_, n) => n);
    await catalog.recordPhotos(
      event.id,
      numbers.map((n) => photo(n)),
    );
    for (const n of numbers) {
      const bibs = [reading('34', 0.95, { box: [600, 400, 300, 100] })];
      await catalog.recordFindings(event.id, sha(n), key, findings({ bibs }));
    }
    return event;
  };
  const starsOf = async (event: Event, n: number) =>
    (await under.catalog.detailedPhoto(event.id, sha(n)))!.cell.stars;

  test('an action says what was done, by whom and to how many, and so do the photos', async () => {
    const event = await eventOf(under.catalog, 'Run', 3);
    const first = await under.catalog.act(event.id, maker, rate(3), [stars(0, 3), stars(1, 3)]);
    expect(first).toMatchObject({ ...maker, what: rate(3), photos: 2, photoId: sha(0), undone: false });
    const second = await under.catalog.act(event.id, bo, rate(5), [stars(1, 5)]);
    await under.reopen();
    expect(await under.catalog.history(event.id, 10)).toEqual([second, first]);
    expect(await under.catalog.history(event.id, 1)).toEqual([second]);
    expect((await under.catalog.detailedPhoto(event.id, sha(1)))!.history).toEqual([second, first]);
    expect((await under.catalog.detailedPhoto(event.id, sha(0)))!.history).toEqual([first]);
    expect([await starsOf(event, 0), await starsOf(event, 1), await starsOf(event, 2)]).toEqual([3, 5, 0]);
  });

  test('is read page by page, and any action of it can be done again by its name', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 3);
    const actions: Action[] = [];
    for (const n of [0, 1, 2])
      actions.unshift(await catalog.act(event.id, maker, rate(n + 1), [stars(n, n + 1)]));
    expect(await catalog.history(event.id, 2, actions[0]!.id)).toEqual(actions.slice(1));
    expect(await catalog.history(event.id, 2, actions[2]!.id)).toEqual([]);
    // Somebody else's, and two in another order than they were done in.
    await catalog.undo(event.id, bo, actions[1]!.id);
    await catalog.undo(event.id, bo, actions[2]!.id);
    expect([await starsOf(event, 0), await starsOf(event, 1), await starsOf(event, 2)]).toEqual([0, 0, 3]);
    expect(await catalog.redo(event.id, maker, actions[1]!.id)).toEqual(actions[1]);
    expect(await catalog.redo(event.id, maker, actions[0]!.id)).toBeNull();
    expect([await starsOf(event, 0), await starsOf(event, 1), await starsOf(event, 2)]).toEqual([0, 2, 3]);
  });

  test('undo takes back the latest action of its maker, step by step, and redo does it again', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 1);
    const [one, two] = [
      await catalog.act(event.id, maker, rate(1), [stars(0, 1)]),
      await catalog.act(event.id, maker, rate(2), [stars(0, 2)]),
    ];
    expect(await catalog.undo(event.id, maker)).toEqual({ ...two, undone: true });
    expect(await starsOf(event, 0)).toBe(1);
    expect(await catalog.undo(event.id, maker)).toEqual({ ...one, undone: true });
    expect(await catalog.undo(event.id, maker)).toBeNull();
    expect(await starsOf(event, 0)).toBe(0);
    await under.reopen();
    expect((await under.catalog.history(event.id, 10)).map(({ undone }) => undone)).toEqual([true, true]);
    expect(await under.catalog.redo(event.id, maker)).toEqual(one);
    expect(await under.catalog.redo(event.id, maker)).toEqual(two);
    expect(await under.catalog.redo(event.id, maker)).toBeNull();
    expect(await starsOf(event, 0)).toBe(2);
  });

  test('nothing is done again once something else was done', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 1);
    await catalog.act(event.id, maker, rate(1), [stars(0, 1)]);
    await catalog.undo(event.id, maker);
    await catalog.act(event.id, bo, rate(4), [stars(0, 4)]);
    const third = await catalog.act(event.id, maker, rate(3), [stars(0, 3)]);
    expect(await catalog.redo(event.id, maker)).toBeNull();
    await catalog.undo(event.id, maker);
    expect(await catalog.redo(event.id, maker)).toEqual(third);
    expect(await catalog.redo(event.id, maker)).toBeNull();
  });

  test('nobody’s work is taken back by somebody else, unless it is named', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 1);
    const mine = await catalog.act(event.id, maker, rate(1), [stars(0, 1)]);
    const yours = await catalog.act(event.id, bo, rate(4), [stars(0, 4)]);
    expect((await catalog.undo(event.id, maker))?.id).toBe(mine.id);
    expect(await starsOf(event, 0)).toBe(4);
    expect(await catalog.undo(event.id, maker)).toBeNull();
    expect((await catalog.undo(event.id, maker, yours.id))?.id).toBe(yours.id);
    expect(await catalog.undo(event.id, maker, yours.id)).toBeNull();
    expect(await starsOf(event, 0)).toBe(0);
    // Whoever took it back can do it again.
    expect(await catalog.redo(event.id, bo)).toBeNull();
    expect((await catalog.redo(event.id, maker))?.id).toBe(yours.id);
    expect(await starsOf(event, 0)).toBe(4);
  });

  test('an action goes although its photo was changed since, and leaves what came later', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 2);
    const both = await catalog.act(event.id, maker, rate(1), [stars(0, 1), stars(1, 1)]);
    await catalog.act(event.id, maker, rate(5), [stars(1, 5)]);
    await catalog.undo(event.id, maker, both.id);
    expect([await starsOf(event, 0), await starsOf(event, 1)]).toEqual([0, 5]);
    await catalog.redo(event.id, maker);
    expect([await starsOf(event, 0), await starsOf(event, 1)]).toEqual([1, 5]);
  });

  test('undo of a photo’s marks is seen by whoever follows its changes', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 2);
    await catalog.act(event.id, maker, rate(1), [stars(1, 1)]);
    const before = await catalog.revision(event.id);
    await catalog.undo(event.id, maker);
    const changed = await all(catalog.photos(event.id, { since: before }));
    expect(changed.map(({ id }) => id)).toEqual([sha(1)]);
  });

  test('start list, facts and saved searches can be taken back and done again', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 1);
    const entry = (bib: string): Entry => ({ bib, name: 'Ada', category: null, team: null, wave: null });
    const query = BrowseQuery.parse({ event: event.id, text: '349' });
    await catalog.importStartList(event.id, maker, [entry('34')], 'replace');
    await catalog.updateEvent(event.id, { name: 'Renamed', place: 'Graz' }, maker);
    const { saved } = await catalog.saveSearch(event.id, maker, { name: 'Bride', query });
    await catalog.removeSearch(event.id, maker, saved.id);
    expect((await catalog.history(event.id, 10)).map(({ what }) => what)).toEqual([
      { kind: 'removeSearch', name: 'Bride' },
      { kind: 'saveSearch', name: 'Bride' },
      { kind: 'eventFacts', fields: ['name', 'place'] },
      { kind: 'startList', added: 1, changed: 0, removed: 0 },
    ]);
    const state = async () => ({
      list: (await all(under.catalog.startList(event.id))).map(({ bib }) => bib),
      name: (await under.catalog.findEvent(event.id))!.name,
      searches: (await under.catalog.savedSearches(event.id)).map(({ name }) => name),
      evidence: (await under.catalog.detailedPhoto(event.id, sha(0)))!.sightings[0]!.evidence.length,
    });
    const undoing = [];
    for (let step = 0; step < 4; step++) {
      undoing.push(await state());
      await under.catalog.undo(event.id, maker);
    }
    expect(await state()).toEqual({ list: [], name: 'Run', searches: [], evidence: 1 });
    await under.reopen();
    for (const before of undoing.reverse()) {
      await under.catalog.redo(event.id, maker);
      expect(await state()).toEqual(before);
    }
    expect(await refusal(under.catalog.removeSearch(event.id, maker, saved.id))).toBe('INPUT_INVALID');
  });

  test('facts that the program itself changes are no action', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    await under.catalog.updateEvent(event.id, { photosFolder: '/photos' });
    await under.catalog.updateEvent(event.id, { place: event.place }, maker);
    expect(await under.catalog.history(event.id, 10)).toEqual([]);
  });

  test('whatever is done, taken back and done again: what the standing actions say alone holds', async () => {
    const box: RelativeBox = [0.1, 0.1, 0.05, 0.025];
    const somewhere = fc.record({
      photoId: fc.nat(1).map(sha),
      box: fc.constantFrom<RelativeBox | null>(null, box),
    });
    const verdict: fc.Arbitrary<Verdict> = fc.oneof(
      fc.record({
        kind: fc.constant('stars' as const),
        place: somewhere,
        stars: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({
        kind: fc.constant('flag' as const),
        place: somewhere,
        flag: fc.constantFrom('pick' as const, 'reject' as const, null),
      }),
      fc.record({
        kind: fc.constant('bib' as const),
        place: somewhere,
        number: fc.constantFrom('34', '349'),
        worn: fc.boolean(),
      }),
    );
    const entry = fc.record({
      bib: fc.constantFrom('34', '349'),
      name: fc.constantFrom('Ada', 'Bo'),
      category: fc.constant(null),
      team: fc.constant(null),
      wave: fc.constantFrom('A', 'B'),
    });
    type Deed =
      | { kind: 'act'; verdicts: Verdict[] }
      | { kind: 'import'; entries: Entry[]; mode: ImportMode }
      | { kind: 'facts'; place: string };
    const deed: fc.Arbitrary<Deed> = fc.oneof(
      fc.record({
        kind: fc.constant('act' as const),
        verdicts: fc.array(verdict, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('import' as const),
        entries: fc.array(entry, { maxLength: 3 }),
        mode: fc.constantFrom<ImportMode>('replace', 'merge'),
      }),
      fc.record({ kind: fc.constant('facts' as const), place: fc.constantFrom('Linz', 'Graz', 'Wels') }),
    );
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ by: fc.constantFrom(maker, bo), deed }) },
      { weight: 2, arbitrary: fc.record({ by: fc.constantFrom(maker, bo), undo: fc.option(fc.nat(5)) }) },
      { weight: 1, arbitrary: fc.record({ by: fc.constantFrom(maker, bo), redo: fc.constant(true) }) },
    );
    const perform = async (event: Event, by: DecisionMaker, deed: Deed): Promise<Action | null> => {
      const { catalog } = under;
      if (deed.kind === 'act') {
        return catalog.act(event.id, by, { kind: 'tag', numbers: [] }, deed.verdicts);
      }
      if (deed.kind === 'import') {
        return (await catalog.importStartList(event.id, by, deed.entries, deed.mode)).action;
      }
      const before = (await catalog.history(event.id, 1))[0]?.id;
      await catalog.updateEvent(event.id, { place: deed.place }, by);
      const [latest] = await catalog.history(event.id, 1);
      return latest && latest.id !== before ? latest : null;
    };
    const state = async (event: Event) => ({
      place: (await under.catalog.findEvent(event.id))!.place,
      list: new Set((await all(under.catalog.startList(event.id))).map((line) => JSON.stringify(line))),
      photos: await Promise.all(
        [0, 1].map(async (n) => {
          const { cell, sightings } = (await under.catalog.detailedPhoto(event.id, sha(n)))!;
          const { stars, flag, label } = cell;
          return {
            ...{ stars, flag, label },
            sightings: sightings.map(({ number, state, box, faceId, evidence }) => ({
              ...{ number, state, box, faceId },
              evidence: evidence.map((one) => (one.kind === 'person' ? { ...one, at: 0 } : one)),
            })),
          };
        }),
      ),
    });
    let events = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const event = await eventOf(under.catalog, `Run ${++events}`, 2);
        const done: { by: DecisionMaker; deed: Deed; action: Action }[] = [];
        for (const one of steps) {
          if ('deed' in one) {
            const action = await perform(event, one.by, one.deed);
            if (action) done.push({ by: one.by, deed: one.deed, action });
          } else if ('undo' in one) {
            const named = one.undo === null ? undefined : done[one.undo]?.action.id;
            await under.catalog.undo(event.id, one.by, named);
          } else {
            await under.catalog.redo(event.id, one.by);
          }
        }
        const undone = new Set(
          (await under.catalog.history(event.id, 100)).filter(({ undone }) => undone).map(({ id }) => id),
        );
        const alone = await eventOf(under.catalog, `Run ${++events}`, 2);
        for (const { by, deed, action } of done) {
          if (!undone.has(action.id)) await perform(alone, by, deed);
        }
        expect(await state(event)).toEqual(await state(alone));
      }),
      { numRuns: 60 },
    );
  });

  test('what takes somebody’s decision back is taken back like any other action', async () => {
    const { catalog } = under;
    const event = await eventOf(catalog, 'Run', 1);
    const place = { photoId: sha(0), box: null };
    const [tag] = await decide(catalog, event, [{ kind: 'bib', place, number: '9', worn: true }]);
    await decide(catalog, event, [{ kind: 'undo', decision: tag!.id }]);
    const numbers = async () =>
      (await under.catalog.detailedPhoto(event.id, sha(0)))!.sightings.map(({ number }) => number);
    const seen = [await numbers()];
    for (const step of ['undo', 'redo', 'undo', 'redo', 'undo'] as const) {
      await catalog[step](event.id, maker);
      seen.push(await numbers());
    }
    expect(seen).toEqual([['34'], ['9', '34'], ['34'], ['9', '34'], ['34'], ['9', '34']]);
  });
});
