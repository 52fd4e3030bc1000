import { expect, test } from 'vitest';
import { BrowseQuery } from '../../engine/contract/browse.ts';
import type { Place } from '../../engine/contract/decision.ts';
import {
  all,
  decide,
  embedding,
  eventWith,
  face,
  findings,
  key,
  maker,
  photo,
  reading,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

describeEveryStore('persons', (under) => {
  const found = [
    {
      faces: [face(embedding(1)), face(embedding(0, 1), { box: [900, 20, 30, 40] })],
      bibs: [reading('7', 0.5)],
    },
    { faces: [face(embedding(1, 0.1))] },
    { faces: [face(null)] },
  ];

  test('photos are given with their faces and readings, changed ones again', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, found);
    const photos = await all(catalog.facePhotos(event.id, null));
    expect(photos.map(({ id }) => id)).toEqual([sha(0), sha(1), sha(2)]);
    expect(photos[0]).toMatchObject({
      name: 'IMG_0',
      hints: null,
      faces: [
        { quality: 0.7, embedded: true, person: null, box: [0.00167, 0.005, 0.00508, 0.01] },
        { embedded: true },
      ],
      readings: [{ number: '7', confidence: 0.5 }],
    });
    expect(photos[2]!.faces).toMatchObject([{ embedded: false }]);
    const revision = await catalog.revision(event.id);
    await catalog.recordFindings(event.id, sha(1), key, findings());
    expect((await all(catalog.facePhotos(event.id, revision))).map(({ id, faces }) => [id, faces])).toEqual([
      [sha(1), []],
    ]);
    expect(await catalog.countPhotos(event.id)).toBe(3);
  });

  test('athletes of the start list are counted, and those who are seen', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('7', 0.95), reading('8', 0.5)] }]);
    const entry = (bib: string) => ({ bib, name: null, category: null, team: null, wave: null });
    expect(await catalog.countAthletes(event.id)).toEqual({ withPhotos: 0, all: 0 });
    await catalog.importStartList(event.id, maker, ['7', '8', '9'].map(entry), 'replace');
    expect(await catalog.countAthletes(event.id)).toEqual({ withPhotos: 1, all: 3 });
  });

  test('vectors are given as they were recorded', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, found);
    const keys = (await all(catalog.facePhotos(event.id, null))).flatMap(({ faces }) =>
      faces.map((one) => one.key),
    );
    const vectors = await catalog.faceVectors(event.id, [...keys, 999]);
    expect([...vectors.keys()]).toEqual(keys.slice(0, 3));
    expect([...vectors.get(keys[1]!)!.slice(0, 3)]).toEqual([0, 1, 0]);
  });

  test('what was kept of persons comes back, goes with the face, and is told by a revision', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, found);
    const [a, b] = (await all(catalog.facePhotos(event.id, null))).map(({ faces }) => faces[0]!.key);
    const before = await catalog.revision(event.id);
    await catalog.keepPersons(event.id, {
      persons: new Map([
        [a!, a!],
        [b!, a!],
        [999, a!],
      ]),
      hints: new Map(),
    });
    expect(await catalog.revision(event.id)).toBeGreaterThan(before);
    const persons = async () =>
      (await all(catalog.facePhotos(event.id, null))).map(({ faces }) => faces[0]?.person ?? null);
    expect(await persons()).toEqual([a, a, null]);
    // A search by the face means the person.
    const box = [0.00167, 0.005, 0.00508, 0.01] as const;
    const query = BrowseQuery.parse({
      event: event.id,
      tokens: [{ kind: 'face', place: { photoId: sha(0), box }, minSimilarity: null }],
    });
    const laid = await catalog.layOut(event.id, query, 10);
    expect(laid.photos).toBe(2);
    await catalog.recordFindings(event.id, sha(1), key, findings());
    await catalog.keepPersons(event.id, { persons: new Map([[a!, null]]), hints: new Map() });
    expect(await persons()).toEqual([null, null, null]);
  });

  test('sightings follow from hints, and from findings that come later with the hints that there are', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, found);
    const [first] = await all(catalog.facePhotos(event.id, null));
    const faces = first!.faces;
    const hint = {
      faceId: faces[1]!.id,
      numbers: [{ number: '12', confidence: 0.97, photos: 3 }],
      likeness: 0.8,
      named: null,
    };
    await catalog.keepPersons(event.id, {
      persons: new Map(),
      hints: new Map([
        [sha(0), { faces: [hint], burst: [] }],
        ['f'.repeat(64), null],
      ]),
    });
    const detail = async () =>
      (await catalog.detailedPhoto(event.id, sha(0)))!.sightings.map(({ number, state }) => [number, state]);
    expect(await detail()).toEqual([
      ['12', 'accepted'],
      ['7', 'review'],
    ]);
    // Other faces, of a newer pipeline: the hint is about none of them.
    const newer = { ...key, pipeline: { ...key.pipeline, version: 4 } };
    await catalog.recordFindings(event.id, sha(0), newer, findings(found[0]));
    expect(await detail()).toEqual([['7', 'review']]);
    await catalog.keepPersons(event.id, { persons: new Map(), hints: new Map([[sha(0), null]]) });
    expect((await all(catalog.facePhotos(event.id, null))).every(({ hints }) => hints === null)).toBe(true);
  });

  test('decisions on persons are given as they are in force, and once', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, found);
    const place: Place = { photoId: sha(0), box: [0, 0, 0.1, 0.1] };
    const [first] = await decide(catalog, event, [
      { kind: 'name', place, number: '7' },
      { kind: 'stars', place, stars: 3 },
    ]);
    await decide(catalog, event, [{ kind: 'name', place, number: '8' }]);
    const said = await catalog.personDecisions(event.id, null);
    expect(said!.decisions.map(({ verdict }) => verdict)).toEqual([{ kind: 'name', place, number: '8' }]);
    expect(await catalog.personDecisions(event.id, said!.stamp)).toBeNull();
    await decide(catalog, event, [{ kind: 'stars', place, stars: 4 }]);
    expect(await catalog.personDecisions(event.id, said!.stamp)).toBeNull();
    await decide(catalog, event, [{ kind: 'undo', decision: first!.id }]);
    expect((await catalog.personDecisions(event.id, said!.stamp))!.decisions).toHaveLength(1);
    // A JPEG that comes after its RAW gives the photo another id.
    await catalog.recordPhotos(event.id, [photo(50, { aliases: [sha(0)] })]);
    const after = await catalog.personDecisions(event.id, said!.stamp);
    expect(after!.decisions[0]!.verdict).toMatchObject({ place: { photoId: sha(50) } });
  });
});
