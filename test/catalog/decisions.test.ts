import { expect, test, vi } from 'vitest';
import { compareDecisions } from '../../engine/catalog/decisions-in-force.ts';
import type { Verdict } from '../../engine/contract/decision.ts';
import { all, decide, eventFacts, file, maker, photo, refusal, sha } from './samples.ts';
import { describeEveryStore } from './stores.ts';

const reject = (n: number, rejected = true): Verdict => ({
  kind: 'flag',
  place: { photoId: sha(n), box: null },
  flag: rejected ? 'reject' : null,
});

describeEveryStore('decisions', (under) => {
  test('every kind comes back as it was said, in the order of the clocks', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.recordPhotos(event.id, [photo(1), photo(2)]);
    const place = { photoId: sha(1), box: [0.1, 0.2, 0.3, 0.4] as [number, number, number, number] };
    const verdicts: Verdict[] = [
      { kind: 'bib', place, number: '42', worn: true },
      { kind: 'person', place, other: { photoId: sha(2), box: null }, same: false },
      reject(2),
    ];
    const made = [];
    for (const verdict of verdicts) made.push(...(await decide(catalog, event, [verdict])));
    made.push(...(await decide(catalog, event, [{ kind: 'undo', decision: made[0]!.id }])));
    await under.reopen();
    const listed = await all(under.catalog.decisions(event.id));
    expect(listed).toEqual(made);
    expect(listed.toSorted(compareDecisions)).toEqual(made);
    const ofSecond = await all(under.catalog.decisions(event.id, { photoId: sha(2) }));
    expect(ofSecond).toEqual([made[1], made[2]]);
    expect(await all(under.catalog.decisions(event.id, { photoId: sha(1) }))).toEqual([
      made[0],
      made[1],
      made[3],
    ]);
  });

  test('the clock goes on when the wall clock runs backwards', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    await under.catalog.recordPhotos(event.id, [photo(1)]);
    const clock = vi.spyOn(Date, 'now');
    try {
      const made = [];
      for (const now of [5_000, 5_000, 1_000, 6_000]) {
        clock.mockReturnValue(now);
        made.push(...(await decide(under.catalog, event, [reject(1)])));
      }
      expect(made.map((decision) => decision.clock)).toEqual([
        { time: 5_000, counter: 0 },
        { time: 5_000, counter: 1 },
        { time: 5_000, counter: 2 },
        { time: 6_000, counter: 0 },
      ]);
    } finally {
      clock.mockRestore();
    }
  });

  test('a decision follows its photo to a new id', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.recordPhotos(event.id, [photo(1, { files: [file('/A.CR3', 1, { role: 'raw' })] })]);
    const made = await decide(catalog, event, [reject(1)]);
    await catalog.recordPhotos(event.id, [photo(2, { aliases: [sha(1)], files: [file('/A.JPG', 2)] })]);
    expect(await all(catalog.decisions(event.id, { photoId: sha(2) }))).toEqual(made);
  });

  test('more than fit one batch are listed once each', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.recordPhotos(event.id, [photo(1)]);
    const verdicts = Array.from({ length: 1100 }, (_, n) => reject(1, n % 2 === 0));
    await catalog.act(event.id, maker, { kind: 'flag', flag: null }, verdicts);
    const ids = (await all(catalog.decisions(event.id))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1100);
  });

  test('a photo that the event does not have is refused', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    const nobody = { kind: 'undo' as const, decision: '01890000-0000-7000-8000-000000000000' };
    expect(await refusal(decide(under.catalog, event, [reject(1)]))).toBe('PHOTO_NOT_FOUND');
    expect(await refusal(decide(under.catalog, event, [nobody]))).toBe('INPUT_INVALID');
    expect(await under.catalog.history(event.id, 10)).toEqual([]);
  });
});
