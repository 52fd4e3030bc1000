import { expect, test } from 'vitest';
import {
  all,
  decide,
  eventFacts,
  eventWith,
  face,
  file,
  findings,
  key,
  maker,
  photo,
  reading,
  refusal,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

describeEveryStore('events', (under) => {
  test('an event comes back as it was created, by id and by name in any case', async () => {
    const facts = {
      ...eventFacts,
      bibRules: { alphabet: '0123456789A', minLength: 2, maxLength: 4, ranges: [] },
    };
    const event = await under.catalog.createEvent(facts);
    expect(event).toMatchObject(facts);
    await under.reopen();
    expect(await under.catalog.findEvent(event.id)).toEqual(event);
    expect(await under.catalog.findEvent(' SPRING run')).toEqual(event);
    expect(await under.catalog.findEvent('Autumn Run')).toBeNull();
  });

  test('a name is taken once, accents and case folded', async () => {
    const event = await under.catalog.createEvent({ ...eventFacts, name: 'Öl-Lauf' });
    expect(
      await refusal(under.catalog.createEvent({ ...eventFacts, name: 'öl-lauf'.normalize('NFD') })),
    ).toBe('EVENT_EXISTS');
    const other = await under.catalog.createEvent({ ...eventFacts, name: 'Other' });
    expect(await refusal(under.catalog.updateEvent(other.id, { name: 'ÖL-LAUF' }))).toBe('EVENT_EXISTS');
    expect((await under.catalog.updateEvent(event.id, { name: 'ÖL-LAUF', place: null })).place).toBeNull();
  });

  test('events are listed latest first, with what they hold', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      { faces: [face(null), face(null)], bibs: [reading('7', 0.9)] },
      {},
    ]);
    await catalog.recordPhotos(event.id, [photo(2), photo(3)]);
    await catalog.recordFailure(event.id, sha(2), key, { code: 'ANALYSIS_CRASHED', message: 'It crashed.' });
    await catalog.recordUnreadableFile(event.id, '/card/x.jpg', { code: 'FILE_UNREADABLE', message: 'No.' });
    await catalog.importStartList(
      event.id,
      maker,
      [{ bib: '7', name: 'Ada', category: null, team: null, wave: null }],
      'replace',
    );
    await catalog.createEvent({ ...eventFacts, name: 'Undated', date: null });
    await catalog.createEvent({ ...eventFacts, name: 'Later', date: '2026-06-01' });
    const events = await catalog.events();
    expect(events.map(({ name }) => name)).toEqual(['Later', 'Spring Run', 'Undated']);
    expect(events[1]?.counts).toEqual({
      photos: 4,
      analysed: 2,
      failed: 1,
      notRead: 0,
      waiting: 1,
      unreadableFiles: 1,
      faces: 2,
      bibReadings: 1,
      entries: 1,
      athletesFound: 1,
      toReview: 0,
    });
    expect(await catalog.counts(event.id)).toEqual(events[1]?.counts);
  });

  test('only findings of the event’s pack count, and those of another pack are kept', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('7', 0.9)] }]);
    await catalog.updateEvent(event.id, { pack: 'buffalo_l' });
    expect(await catalog.counts(event.id)).toMatchObject({ analysed: 0, waiting: 1, bibReadings: 0 });
    expect((await catalog.photo(event.id, sha(0)))?.findings).toBeNull();
    const other = { ...key, pipeline: { version: 1, pack: 'buffalo_l' } };
    await catalog.recordFindings(event.id, sha(0), other, findings({ bibs: [reading('8', 0.9)] }));
    expect((await catalog.photo(event.id, sha(0)))?.findings?.bibs[0]?.number).toBe('8');
    await catalog.updateEvent(event.id, { pack: 'default' });
    expect((await catalog.photo(event.id, sha(0)))?.findings?.bibs[0]?.number).toBe('7');
  });

  test('the revision grows with every change and stays without one', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    let last = await catalog.revision(event.id);
    const changes: (() => Promise<unknown>)[] = [
      () => catalog.updateEvent(event.id, { place: 'Graz' }),
      () => catalog.recordPhotos(event.id, [photo(1)]),
      () => catalog.recordFindings(event.id, sha(1), key, findings({ bibs: [reading('1', 0.5)] })),
      () => catalog.recordFailure(event.id, sha(1), key, { code: 'ANALYSIS_CRASHED', message: 'No.' }),
      () => decide(catalog, event, [{ kind: 'flag', place: { photoId: sha(1), box: null }, flag: 'reject' }]),
      () =>
        catalog.importStartList(
          event.id,
          maker,
          [{ bib: '1', name: null, category: null, team: null, wave: null }],
          'merge',
        ),
      () => catalog.undo(event.id, maker),
    ];
    for (const change of changes) {
      await change();
      const now = await catalog.revision(event.id);
      expect(now).toBeGreaterThan(last);
      last = now;
    }
    await catalog.photo(event.id, sha(1));
    await all(catalog.photos(event.id));
    expect(await catalog.revision(event.id)).toBe(last);
  });

  test('what names no event is refused', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000';
    expect(await refusal(under.catalog.counts(nobody))).toBe('EVENT_NOT_FOUND');
    expect(await refusal(under.catalog.recordPhotos(nobody, [photo(1)]))).toBe('EVENT_NOT_FOUND');
    expect(await refusal(all(under.catalog.photos(nobody)))).toBe('EVENT_NOT_FOUND');
  });

  test('the same file in two events is two photos', async () => {
    const { catalog } = under;
    const a = await eventWith(catalog, [{ bibs: [reading('7', 0.9)] }]);
    const b = await catalog.createEvent({ ...eventFacts, name: 'Second' });
    await catalog.recordPhotos(b.id, [photo(0, { files: [file('/copy.jpg', 0)] })]);
    expect((await catalog.photo(b.id, sha(0)))?.findings).toBeNull();
    expect((await catalog.photo(a.id, sha(0)))?.files.map(({ path }) => path)).toEqual(['/card/IMG_0.jpg']);
  });
});
