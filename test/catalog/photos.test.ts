import { expect, test } from 'vitest';
import {
  all,
  decide,
  embedding,
  eventFacts,
  eventWith,
  face,
  file,
  findings,
  key,
  photo,
  reading,
  refusal,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

describeEveryStore('photos and files', (under) => {
  test('a photo comes back with everything that was recorded of it', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const camera = { make: 'Canon', model: 'EOS R3', serial: '0042' };
    const exposure = { seconds: 0.0005, aperture: 2.8, iso: 800, focalLength: 200 };
    const recorded = photo(1, {
      takenAt: 1777800000123.45,
      cameraTime: '2026-05-03T10:12:13.12345',
      camera,
      exposure,
      aliases: [sha(2)],
      files: [file('/card/A.CR3', 2, { role: 'raw' }), file('/card/A.JPG', 1)],
    });
    await catalog.recordPhotos(event.id, [recorded]);
    const faces = [face(embedding(1)), face(null, { box: [1, 2, 3, 4] })];
    const bibs = [
      reading('42', 0.91, { alternatives: [{ number: '4', probability: 0.05 }] }),
      reading('7', 0.4),
    ];
    await catalog.recordFindings(event.id, sha(1), key, findings({ faces, bibs }));
    await under.reopen();
    const stored = await under.catalog.photo(event.id, sha(1));
    expect(stored).toMatchObject({
      ...recorded,
      files: [recorded.files[1], recorded.files[0]],
      failure: null,
    });
    expect(stored?.findings).toMatchObject({
      pipeline: key.pipeline,
      width: 6000,
      timings: findings().timings,
      faces: faces.map(({ embedding, ...rest }) => rest),
      bibs: bibs.map((bib) => ({ ...bib, settled: null })),
    });
    expect(await under.catalog.photo(event.id, sha(2))).toEqual(stored);
    expect(await under.catalog.photo(event.id, sha(3))).toBeNull();
  });

  test('a file is known again by path, size and time, without its hash', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const known = file('/card/ü/IMG_1.jpg', 1);
    await catalog.recordPhotos(event.id, [photo(1, { files: [known] })]);
    await under.reopen();
    const unchanged = await under.catalog.unchangedFiles(event.id, [
      known,
      { ...known, path: '/card/other.jpg' },
    ]);
    expect([...unchanged]).toEqual([[known.path, sha(1)]]);
    for (const change of [{ size: known.size + 1 }, { modifiedMs: known.modifiedMs + 0.001 }]) {
      expect((await under.catalog.unchangedFiles(event.id, [{ ...known, ...change }])).size).toBe(0);
    }
    expect([...(await under.catalog.fileSizes(event.id))]).toEqual([known.size]);
  });

  test('copies of a file are one photo', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.recordPhotos(event.id, [photo(1), photo(1, { files: [file('/backup/IMG_1.jpg', 1)] })]);
    const photos = await all(catalog.photos(event.id));
    expect(photos.map(({ files }) => files.map(({ path }) => path))).toEqual([
      ['/backup/IMG_1.jpg', '/card/IMG_1.jpg'],
    ]);
  });

  test('a RAW that gets its JPEG later goes on under the JPEG’s id', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const raw = file('/card/A.CR3', 1, { role: 'raw' });
    await catalog.recordPhotos(event.id, [photo(1, { files: [raw] })]);
    await catalog.recordFindings(event.id, sha(1), key, findings({ bibs: [reading('42', 0.9)] }));
    const jpeg = file('/card/A.JPG', 2);
    await catalog.recordPhotos(event.id, [photo(2, { aliases: [sha(1)], files: [jpeg] })]);
    const [joined, ...others] = await all(catalog.photos(event.id));
    expect(others).toEqual([]);
    expect(joined).toMatchObject({ id: sha(2), aliases: [sha(1)], files: [jpeg, raw] });
    expect(joined?.findings?.bibs[0]?.number).toBe('42');
    // The RAW once more, alone: it is that photo, and does not take the name back.
    await catalog.recordPhotos(event.id, [photo(1, { files: [raw] })]);
    expect((await catalog.photo(event.id, sha(1)))?.id).toBe(sha(2));
  });

  test('a RAW and a JPEG that were two photos become one', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const [raw, jpeg] = [file('/card/A.CR3', 1, { role: 'raw' }), file('/card/A.JPG', 2)];
    await catalog.recordPhotos(event.id, [photo(1, { files: [raw] }), photo(2, { files: [jpeg] })]);
    await catalog.recordFindings(event.id, sha(1), key, findings({ faces: [face(embedding(1))] }));
    await catalog.recordFindings(event.id, sha(2), key, findings({ faces: [face(embedding(0, 1))] }));
    await catalog.recordPhotos(event.id, [photo(2, { aliases: [sha(1)], files: [jpeg, raw] })]);
    const photos = await all(catalog.photos(event.id));
    expect(photos).toHaveLength(1);
    expect(photos[0]).toMatchObject({ id: sha(2), aliases: [sha(1)], files: [jpeg, raw] });
    const { hits } = await catalog.search(event.id, { face: { embedding: embedding(1) } });
    expect(hits.map(({ face }) => face?.similarity)).toEqual([expect.closeTo(0, 5)]);
  });

  test('a copy that was seen half written is forgotten when the whole file comes', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const half = photo(1, { files: [file('/card/A.JPG', 1)] });
    await catalog.recordPhotos(event.id, [half]);
    await catalog.recordFailure(event.id, sha(1), key, { code: 'FILE_TRUNCATED', message: 'Cut.' });
    await catalog.recordPhotos(event.id, [photo(2, { files: [file('/card/A.JPG', 2)] })]);
    expect((await all(catalog.photos(event.id))).map(({ id }) => id)).toEqual([sha(2)]);
    expect(await catalog.counts(event.id)).toMatchObject({ photos: 1, failed: 0 });
  });

  test('a photo with a decision outlives its last file', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    await catalog.recordPhotos(event.id, [photo(1, { files: [file('/card/A.JPG', 1)] })]);
    const place = { photoId: sha(1), box: null };
    await decide(catalog, event, [{ kind: 'flag', place, flag: 'reject' }]);
    await catalog.recordPhotos(event.id, [photo(2, { files: [file('/card/A.JPG', 2)] })]);
    expect((await catalog.photo(event.id, sha(1)))?.files).toEqual([]);
  });

  test('an unreadable file is listed until it can be read', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const error = { code: 'FILE_UNREADABLE' as const, message: 'It cannot be read.' };
    await catalog.recordUnreadableFile(event.id, '/card/B.jpg', { code: 'FILE_EMPTY', message: 'Empty.' });
    await catalog.recordUnreadableFile(event.id, '/card/B.jpg', error);
    await catalog.recordUnreadableFile(event.id, '/card/A.jpg', error);
    expect(await all(catalog.unreadableFiles(event.id))).toEqual([
      { path: '/card/A.jpg', error },
      { path: '/card/B.jpg', error },
    ]);
    await catalog.recordPhotos(event.id, [photo(1, { files: [file('/card/B.jpg', 1)] })]);
    expect((await all(catalog.unreadableFiles(event.id))).map(({ path }) => path)).toEqual(['/card/A.jpg']);
  });

  test('photos are listed by time, those without one last, more than fit one batch', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent(eventFacts);
    const shuffled = Array.from({ length: 450 }, (_, n) => (n * 7) % 450);
    await catalog.recordPhotos(event.id, [photo(999, { takenAt: null }), ...shuffled.map((n) => photo(n))]);
    const listed: number[] = [];
    for await (const { id } of catalog.photos(event.id)) {
      listed.push(Number.parseInt(id, 16));
      // Other calls have their turn between two photos.
      if (listed.length === 100) await catalog.recordPhotos(event.id, [photo(449)]);
    }
    expect(listed).toEqual([...Array.from({ length: 450 }, (_, n) => n), 999]);
  });

  test('since a revision: photos whose findings or failure changed, and no others', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{}, {}, { bibs: [reading('5', 0.5)] }]);
    const since = await catalog.revision(event.id);
    const changed = async () => (await all(catalog.photos(event.id, { since }))).map(({ id }) => id);
    expect(await changed()).toEqual([]);
    await catalog.recordFailure(event.id, sha(2), key, { code: 'ANALYSIS_CRASHED', message: 'No.' });
    await catalog.recordFindings(event.id, sha(0), key, findings({ bibs: [reading('1', 0.5)] }));
    expect(await changed()).toEqual([sha(2), sha(0)]);
    const bib = (await catalog.photo(event.id, sha(0)))!.findings!.bibs[0]!;
    await catalog.settleReadings(event.id, [{ readingId: bib.id, number: '1', confidence: 0.9 }]);
    expect(await changed()).toEqual([sha(2), sha(0)]);
    expect((await catalog.photo(event.id, sha(2)))?.findings?.bibs[0]?.number).toBe('5');
  });

  test('findings of a photo that was never recorded are refused', async () => {
    const event = await under.catalog.createEvent(eventFacts);
    const call = under.catalog.recordFindings(event.id, sha(1), key, findings());
    expect(await refusal(call)).toBe('PHOTO_NOT_FOUND');
  });
});
