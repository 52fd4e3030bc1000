import { describe, expect, test } from 'vitest';
import { cosine, IdentityVectors } from '../bench/identity-vectors.ts';
import { Prng } from '../fixtures/race/prng.ts';
import {
  embedding,
  eventFacts,
  eventWith,
  face,
  findings,
  found,
  photo,
  reading,
  refusal,
  START,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

describeEveryStore('search by bib', (under) => {
  const bibs = (...numbers: string[]) => numbers.map((number) => ({ bibs: [reading(number, 0.9)] }));

  test('exact, beginning, range and lists of them', async () => {
    const event = await eventWith(
      under.catalog,
      bibs('7', '12', '120', '1299', '300', '340', '341', '0300', 'A12', '3A1'),
    );
    const search = (bib: string) => found(under.catalog, event, { bib });
    expect(await search('12')).toEqual([1]);
    expect(await search('12*')).toEqual([1, 2, 3]);
    expect(await search('7,12,300-340')).toEqual([0, 1, 4, 5]);
    expect(await search('7-12')).toEqual([0, 1]);
    expect(await search('a*')).toEqual([8]);
    expect(await search('*')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await search('13')).toEqual([]);
  });

  test('the most confident first, one hit a photo, unsure readings left out on demand', async () => {
    const event = await eventWith(under.catalog, [
      { bibs: [reading('12', 0.5)] },
      { bibs: [reading('12', 0.4), reading('12', 0.95)] },
      { bibs: [reading('12', 0.8)] },
    ]);
    expect(await found(under.catalog, event, { bib: '12' })).toEqual([1, 2, 0]);
    expect(await found(under.catalog, event, { bib: '12', minConfidence: 0.8 })).toEqual([1, 2]);
    const { hits } = await under.catalog.search(event.id, { bib: '12' });
    expect(hits[0]?.bib).toMatchObject({ number: '12', score: 0.95 });
    expect(hits[0]?.face).toBeNull();
  });

  test('look-alikes come after the bib itself, the likelier and the surer first', async () => {
    const event = await eventWith(under.catalog, [
      ...bibs('128', '123', '138', '12', '999'),
      { bibs: [reading('128', 0.3)] },
      { bibs: [reading('555', 0.6, { alternatives: [{ number: '123', probability: 0.35 }] })] },
    ]);
    expect(await found(under.catalog, event, { bib: '123' })).toEqual([1]);
    const withLookAlikes = await found(under.catalog, event, { bib: '123', lookAlikes: true });
    // 123 itself, a reading that says it may be 123, a closed 3, a hidden end, an unsure closed 3.
    expect(withLookAlikes).toEqual([1, 6, 0, 3, 5]);
  });

  test('photos without a bib: those that were analysed and show none that counts', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      {},
      { bibs: [reading('7', 0.2)] },
      { bibs: [reading('7', 0.9)] },
    ]);
    await catalog.recordPhotos(event.id, [photo(3)]);
    expect(await found(catalog, event, { noBib: true })).toEqual([0]);
    expect(await found(catalog, event, { noBib: true, minConfidence: 0.5 })).toEqual([0, 1]);
    expect(await refusal(catalog.search(event.id, { noBib: true, bib: '7' }))).toBe('INPUT_INVALID');
  });
});

describeEveryStore('search by time, sharpness and camera', (under) => {
  test('each alone and all together', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      { sharpness: 10, bibs: [reading('5', 0.9, { sharpness: 20 })] },
      { sharpness: 10, bibs: [reading('5', 0.9, { sharpness: 200 })] },
      { sharpness: 300, bibs: [reading('6', 0.9, { sharpness: 20 })] },
      { sharpness: 10, faces: [face(null, { sharpness: 150 })], bibs: [reading('5', 0.8)] },
    ]);
    const [canon, nikon] = [
      { make: 'Canon', model: 'EOS R3', serial: 'X-77' },
      { make: 'NIKON', model: 'Z 9', serial: null },
    ];
    await catalog.recordPhotos(event.id, [
      photo(0, { camera: canon }),
      photo(1, { camera: canon }),
      photo(2, { camera: nikon }),
      photo(3, { camera: nikon }),
      photo(4, { takenAt: null }),
    ]);
    const search = (query: Parameters<typeof found>[2]) => found(catalog, event, query);
    expect(await search({})).toEqual([0, 1, 2, 3, 4]);
    expect(await search({ takenFrom: START + 1000, takenBefore: START + 2000 })).toEqual([1]);
    expect(await search({ minSharpness: 150 })).toEqual([1, 2, 3]);
    expect(await search({ camera: 'canon eos' })).toEqual([0, 1]);
    expect(await search({ camera: 'x-77' })).toEqual([0, 1]);
    expect(await search({ camera: 'Leica' })).toEqual([]);
    expect(await search({ bib: '5', camera: 'R3', minSharpness: 100, takenFrom: START })).toEqual([1]);
  });
});

describeEveryStore('search by face', (under) => {
  test('the most similar first, one hit a photo by its best face, down to a limit', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [
      { faces: [face(embedding(1, 1)), face(embedding(1, 0.1), { box: [9, 9, 9, 9] })] },
      { faces: [face(embedding(1))] },
      { faces: [face(embedding(0, 1))] },
      {},
    ]);
    const query = { embedding: embedding(1) };
    expect(await found(catalog, event, { face: query })).toEqual([1, 0, 2]);
    expect(await found(catalog, event, { face: { ...query, minSimilarity: 0.9 } })).toEqual([1, 0]);
    const { hits } = await catalog.search(event.id, { face: query });
    expect(hits[1]?.face?.faceId).toBe(hits[1]?.photo.findings?.faces[1]?.id);
    expect(hits[1]?.face?.similarity).toBeCloseTo(1 / Math.hypot(1, 0.1), 5);
    const faceId = hits[1]!.face!.faceId;
    expect(await found(catalog, event, { face: { faceId, minSimilarity: 0.5 } })).toEqual([0, 1]);
  });

  test('together with a bib and a time', async () => {
    const event = await eventWith(under.catalog, [
      { faces: [face(embedding(1))], bibs: [reading('5', 0.7)] },
      { faces: [face(embedding(1, 0.2))], bibs: [reading('5', 0.9)] },
      { faces: [face(embedding(1, 0.1))], bibs: [reading('6', 0.9)] },
      { faces: [face(embedding(1, 0.3))], bibs: [reading('5', 0.9)] },
    ]);
    const query = { face: { embedding: embedding(1) }, bib: '5', takenBefore: START + 3000 };
    expect(await found(under.catalog, event, query)).toEqual([0, 1]);
    const { hits } = await under.catalog.search(event.id, query);
    expect(hits.map(({ bib }) => bib?.score)).toEqual([0.7, 0.9]);
  });

  test('faces of other events and packs are not compared', async () => {
    const { catalog } = under;
    const other = await eventWith(catalog, [{ faces: [face(embedding(1))] }]);
    const event = await catalog.createEvent({ ...eventFacts, name: 'Other' });
    expect(await found(catalog, event, { face: { embedding: embedding(1) } })).toEqual([]);
    const faceId = (await catalog.photo(other.id, sha(0)))!.findings!.faces[0]!.id;
    expect(await refusal(catalog.search(event.id, { face: { faceId } }))).toBe('FACE_NOT_FOUND');
    await catalog.updateEvent(other.id, { pack: 'buffalo_l' });
    expect(await found(catalog, other, { face: { embedding: embedding(1) } })).toEqual([]);
  });

  test('is refused where the event has it off', async () => {
    const event = await under.catalog.createEvent({ ...eventFacts, faceSearch: false });
    const call = under.catalog.search(event.id, { face: { embedding: embedding(1) } });
    expect(await refusal(call)).toBe('INPUT_INVALID');
  });

  test('gives what an exact search gives, page after page, also after deletions', async () => {
    const vectors = new IdentityVectors('contract');
    const people = Array.from({ length: 150 }, () => vectors.identity());
    const prng = new Prng('contract');
    const faces = Array.from({ length: 700 }, () => [prng.pick(people).face(), prng.pick(people).face()]);
    const event = await eventWith(
      under.catalog,
      faces.map((pair) => ({ faces: pair.map((vector) => face(vector)) })),
    );
    // Photos 0…99 are analysed again, with nobody on them.
    for (let n = 0; n < 100; n++) {
      faces[n] = [];
      const again = { pipeline: { version: 4, pack: 'default' }, bibRules: null, embedded: true };
      await under.catalog.recordFindings(event.id, sha(n), again, findings());
    }
    for (const person of people.slice(0, 5)) {
      const query = person.face();
      const exact = faces
        .flatMap((pair, n) =>
          pair.length === 0 ? [] : [{ n, similarity: Math.max(...pair.map((v) => cosine(v, query))) }],
        )
        .sort((a, b) => b.similarity - a.similarity);
      expect(await found(under.catalog, event, { face: { embedding: query } }, 7)).toEqual(
        exact.map(({ n }) => n),
      );
      const { hits } = await under.catalog.search(event.id, { face: { embedding: query } }, { limit: 50 });
      expect(hits.map(({ photo }) => photo.id)).toEqual(exact.slice(0, 50).map(({ n }) => sha(n)));
    }
  });
});

describeEveryStore('pages', (under) => {
  test('follow each other without gap or overlap while photos keep arriving', async () => {
    const { catalog } = under;
    const event = await eventWith(
      catalog,
      Array.from({ length: 30 }, (_, n) => ({ bibs: [reading('12', [0.9, 0.5, 0.9][n % 3]!)] })),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 6; page++) {
      const { hits, next } = await catalog.search(
        event.id,
        { bib: '12' },
        { limit: 5, ...(cursor && { cursor }) },
      );
      seen.push(...hits.map(({ photo }) => photo.id));
      await catalog.recordPhotos(event.id, [photo(100 + page, { takenAt: START - page })]);
      expect(next === null).toBe(page === 5);
      cursor = next ?? undefined;
    }
    expect(new Set(seen).size).toBe(30);
    expect(await found(catalog, event, { bib: '12' }, 4)).toEqual(await found(catalog, event, { bib: '12' }));
  });

  describe('a cursor that this search did not give is refused', () => {
    test('cut, edited, of another search, of another event', async () => {
      const { catalog } = under;
      const event = await eventWith(catalog, [{}, {}, {}]);
      const { next } = await catalog.search(event.id, { takenFrom: 0 }, { limit: 1 });
      const search = (cursor: string, takenFrom = 0) =>
        refusal(catalog.search(event.id, { takenFrom }, { limit: 1, cursor }));
      const bytes = Buffer.from(next!, 'base64url');
      bytes[bytes.length - 2]! ^= 1;
      expect(await search(bytes.toString('base64url'))).toBe('CURSOR_INVALID');
      expect(await search(next!.slice(0, -3))).toBe('CURSOR_INVALID');
      expect(await search('')).toBe('CURSOR_INVALID');
      expect(await search('{"nonsense":1}')).toBe('CURSOR_INVALID');
      expect(await search(next!, 1)).toBe('CURSOR_INVALID');
      const other = await catalog.createEvent({ ...eventFacts, name: 'Other' });
      const elsewhere = catalog.search(other.id, { takenFrom: 0 }, { limit: 1, cursor: next! });
      expect(await refusal(elsewhere)).toBe('CURSOR_INVALID');
    });
  });
});
