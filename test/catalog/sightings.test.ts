import { expect, test } from 'vitest';
import type { Catalog } from '../../engine/catalog/catalog.ts';
import { BrowseQuery } from '../../engine/contract/browse.ts';
import type { RelativeBox, Verdict } from '../../engine/contract/decision.ts';
import type { Event } from '../../engine/contract/event.ts';
import type { Box } from '../../engine/contract/geometry.ts';
import {
  all,
  decide,
  eventWith,
  face,
  file,
  findings,
  found,
  key,
  maker,
  photo,
  reading,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

/** A place in pixels of the sample photos, which are 6000 by 4000, and as shares of them. */
const chest: Box = [600, 400, 300, 100];
const place: RelativeBox = [0.1, 0.1, 0.05, 0.025];
const elsewhere: Box = [3000, 400, 300, 100];

const worn = (n: number, number: string, box: RelativeBox | null, isWorn = true): Verdict => ({
  kind: 'bib',
  place: { photoId: sha(n), box },
  number,
  worn: isWorn,
});

describeEveryStore('sightings', (under) => {
  /** The sightings of a photo in a few words each. */
  const seen = async (event: Event, n = 0) => {
    const detail = await under.catalog.detailedPhoto(event.id, sha(n));
    return detail!.sightings.map(({ number, state, confidence }) => `${number} ${state} ${confidence}`);
  };

  test('are there with the findings, and go with them', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      {
        bibs: [reading('7', 0.95, { box: chest }), reading('8', 0.5, { box: elsewhere }), reading('9', 0.2)],
      },
    ]);
    await under.reopen();
    expect(await seen(event)).toEqual(['7 accepted 0.95', '8 review 0.5']);
    expect(await under.catalog.counts(event.id)).toMatchObject({ toReview: 1 });
    await under.catalog.recordFindings(event.id, sha(0), key, findings({ bibs: [reading('70', 0.95)] }));
    expect(await seen(event)).toEqual(['70 accepted 0.95']);
  });

  test('follow what the event settles, and only photos whose sightings change are changed', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('17', 0.6)] }, { bibs: [reading('17', 0.1)] }]);
    const before = await catalog.revision(event.id);
    const readings = await Promise.all(
      [0, 1].map(async (n) => (await catalog.photo(event.id, sha(n)))!.findings!.bibs[0]!.id),
    );
    await catalog.settleReadings(event.id, [
      { readingId: readings[0]!, number: '117', confidence: 0.97 },
      { readingId: readings[1]!, number: '17', confidence: 0.12 },
    ]);
    expect(await seen(event)).toEqual(['117 accepted 0.97']);
    const changed = await all(catalog.photos(event.id, { since: before }));
    expect(changed.map(({ id }) => id)).toEqual([sha(0)]);
    const revision = await catalog.revision(event.id);
    await catalog.settleReadings(event.id, [{ readingId: readings[0]!, number: '117', confidence: 0.97 }]);
    expect(await catalog.revision(event.id)).toBe(revision);
  });

  test('keep a person’s word over findings that come later, wherever they are', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('34', 0.95, { box: chest })] }]);
    await decide(catalog, event, [worn(0, '34', place, false), worn(0, '349', place)]);
    expect(await seen(event)).toEqual(['349 accepted 1', '34 rejected 0']);
    const again = findings({ bibs: [reading('34', 0.97, { box: [610, 405, 290, 100] })] });
    await catalog.recordFindings(
      event.id,
      sha(0),
      { ...key, pipeline: { ...key.pipeline, version: 4 } },
      again,
    );
    expect(await seen(event)).toEqual(['349 accepted 1', '34 rejected 0']);
    await catalog.recordFindings(
      event.id,
      sha(0),
      { ...key, pipeline: { ...key.pipeline, version: 5 } },
      findings({ bibs: [reading('34', 0.97, { box: elsewhere })] }),
    );
    expect(await seen(event)).toEqual(['349 accepted 1', '34 accepted 0.97', '34 rejected 0']);
  });

  test('say whose face it is and who wears the number', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      {
        faces: [face(null, { box: [700, 130, 100, 120] })],
        bibs: [reading('7', 0.95, { box: chest, alternatives: [{ number: '1', probability: 0.03 }] })],
      },
    ]);
    const entry = { bib: '7', name: 'Ada', category: null, team: 'Club', wave: null };
    await catalog.importStartList(event.id, maker, [entry, { ...entry, name: 'Bo' }], 'replace');
    const { faces, sightings } = (await catalog.detailedPhoto(event.id, sha(0)))!;
    expect(faces).toMatchObject([{ number: '7', box: [0.11667, 0.0325, 0.01667, 0.03] }]);
    expect(sightings).toMatchObject([
      {
        faceId: faces[0]!.id,
        box: place,
        alternatives: [{ number: '1', probability: 0.03 }],
        entries: [entry, { ...entry, name: 'Bo' }],
        evidence: [
          { kind: 'reading', number: '7', confidence: 0.95 },
          { kind: 'startList', listed: true },
        ],
      },
    ]);
  });

  test('follow the event’s rules, pack and start list', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('7', 0.95)] }, { bibs: [reading('8', 0.95)] }]);
    const rules = { alphabet: '0123456789', minLength: 1, maxLength: 4, ranges: [{ from: 1, to: 7 }] };
    const before = await catalog.revision(event.id);
    await catalog.updateEvent(event.id, { bibRules: rules });
    expect([await seen(event, 0), await seen(event, 1)]).toEqual([['7 accepted 0.95'], ['8 review 0.95']]);
    const changed = await all(catalog.photos(event.id, { since: before }));
    expect(changed.map(({ id }) => id)).toEqual([sha(1)]);
    await catalog.updateEvent(event.id, { pack: 'other' });
    expect([await seen(event, 0), await seen(event, 1)]).toEqual([[], []]);
    await catalog.updateEvent(event.id, { pack: event.pack, bibRules: null });
    expect(await seen(event, 1)).toEqual(['8 accepted 0.95']);
  });

  test('of more photos than fit a batch follow the start list, and go on where they were left', async () => {
    const { catalog } = under;
    const event = await eventWith(
      catalog,
      Array.from({ length: 450 }, () => ({ bibs: [reading('7', 0.95)] })),
    );
    const entry = { bib: '8', name: 'Ada', category: null, team: null, wave: null };
    const imported = catalog.importStartList(event.id, maker, [entry], 'replace');
    // Closed after the import was committed, before all of it was derived.
    await under.reopen();
    await imported;
    await under.catalog.whenDerived();
    for (const n of [0, 449]) {
      const { sightings } = (await under.catalog.detailedPhoto(event.id, sha(n)))!;
      expect(sightings[0]!.evidence).toContainEqual({ kind: 'startList', listed: false });
    }
  });

  test('of very many photos that are tagged at once follow in batches, in which others are answered', async () => {
    const { catalog } = under;
    const photos = 1_500;
    const event = await eventWith(
      catalog,
      Array.from({ length: photos }, () => ({ bibs: [reading('7', 0.95)] })),
    );
    const verdicts = Array.from({ length: photos }, (_, n) => worn(n, '8', null));
    const query = BrowseQuery.parse({ event: event.id, text: '8' });
    const tagged = async (from: Catalog) => (await from.layOut(event.id, query, 0)).total;
    const acting = catalog.act(event.id, maker, { kind: 'tag', numbers: ['8'] }, verdicts);
    const seenMeanwhile = new Set<number>();
    let done = false;
    void acting.then(() => {
      done = true;
    });
    while (!done) {
      seenMeanwhile.add(await tagged(catalog));
      await new Promise(setImmediate);
    }
    expect(seenMeanwhile.size).toBeGreaterThan(3);
    expect(await tagged(catalog)).toBe(photos);
    expect((await catalog.history(event.id, 1))[0]).toMatchObject({ photos, undone: false });
    const undoing = catalog.undo(event.id, maker);
    // Closed after it was taken back, before all that follows was derived.
    await under.reopen();
    await undoing;
    await under.catalog.whenDerived();
    expect(await tagged(under.catalog)).toBe(0);
  });

  test('follow a photo to its new id', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, []);
    const raw = photo(1, { files: [file('/A.CR3', 1, { role: 'raw' })] });
    await catalog.recordPhotos(event.id, [raw]);
    await decide(catalog, event, [
      worn(1, '7', null),
      { kind: 'stars', place: { photoId: sha(1), box: null }, stars: 4 },
    ]);
    await catalog.recordPhotos(event.id, [photo(2, { aliases: [sha(1)], files: [file('/A.JPG', 2)] })]);
    expect(await seen(event, 2)).toEqual(['7 accepted 1']);
    await decide(catalog, event, [worn(2, '7', null, false)]);
    expect(await seen(event, 1)).toEqual(['7 rejected 0']);
    const { cell } = (await catalog.detailedPhoto(event.id, sha(2)))!;
    expect(cell).toMatchObject({ id: sha(2), stars: 4, name: 'A' });
  });

  test('decide what a search by bib finds', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      { bibs: [reading('34', 0.95, { box: chest })] },
      { bibs: [reading('34', 0.9, { box: chest })] },
      {},
      { bibs: [reading('343', 0.5, { box: chest, alternatives: [{ number: '34', probability: 0.3 }] })] },
    ]);
    await catalog.recordPhotos(event.id, [photo(4)]);
    await decide(catalog, event, [
      worn(0, '34', place, false),
      worn(1, '349', place),
      worn(2, '34', null),
      worn(4, '34', null),
    ]);
    expect(await found(catalog, event, { bib: '34' })).toEqual([2, 4]);
    expect(await found(catalog, event, { bib: '349' })).toEqual([1]);
    expect(await found(catalog, event, { bib: '34*' })).toEqual([1, 2, 4, 3]);
    expect(await found(catalog, event, { bib: '30-40' })).toEqual([2, 4]);
    expect(await found(catalog, event, { bib: '34', lookAlikes: true })).toEqual([2, 4, 3, 1]);
    expect(await found(catalog, event, { noBib: true })).toEqual([0]);
    const { hits } = await catalog.search(event.id, { bib: '349' });
    expect(hits[0]!.bib).toMatchObject({ number: '349', score: 1 });
    // The reading that was corrected says nothing by itself any more, by its alternatives either.
    await decide(catalog, event, [worn(3, '777', place)]);
    expect(await found(catalog, event, { bib: '34', lookAlikes: true })).toEqual([2, 4, 1]);
  });
});
