import { expect, test } from 'vitest';
import type { AnalysisKey } from '../../engine/catalog/catalog.ts';
import {
  embedding,
  eventFacts,
  eventWith,
  face,
  findings,
  found,
  key,
  photo,
  reading,
  sha,
} from './samples.ts';
import { describeEveryStore } from './stores.ts';

const rules = { alphabet: '0123456789', minLength: 1, maxLength: 4, ranges: [] };
const version = (n: number): AnalysisKey => ({ ...key, pipeline: { ...key.pipeline, version: n } });

describeEveryStore('analysis', (under) => {
  test('an empty result is a result', async () => {
    const event = await eventWith(under.catalog, [{}]);
    await under.catalog.recordPhotos(event.id, [photo(1)]);
    await under.reopen();
    const outcomes = await under.catalog.outcomes(event.id, key, [sha(0), sha(1), sha(2)]);
    expect([...outcomes]).toEqual([[sha(0), 'done']]);
  });

  test('done is done for the same key, or a newer pipeline version', async () => {
    const event = await eventWith(under.catalog, [{}]);
    const done = async (asked: AnalysisKey) =>
      (await under.catalog.outcomes(event.id, asked, [sha(0)])).get(sha(0)) === 'done';
    expect(await done(version(2))).toBe(true);
    expect(await done({ ...key, embedded: false })).toBe(true);
    expect(await done(version(4))).toBe(false);
    expect(await done({ ...key, bibRules: rules })).toBe(false);
    expect(await done({ ...key, pipeline: { version: 3, pack: 'other' } })).toBe(false);
    await under.catalog.recordFindings(
      event.id,
      sha(0),
      { ...key, embedded: false, bibRules: rules },
      findings(),
    );
    expect(await done({ ...key, embedded: false, bibRules: { ...rules } })).toBe(true);
    expect(await done({ ...key, bibRules: rules })).toBe(false);
  });

  test('findings take the place of older ones, vectors and all, and never of newer ones', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ faces: [face(embedding(1))], bibs: [reading('1', 0.9)] }]);
    await catalog.recordFindings(
      event.id,
      sha(0),
      version(4),
      findings({ faces: [face(embedding(0, 1))], bibs: [reading('2', 0.9)] }),
    );
    await catalog.recordFindings(event.id, sha(0), version(3), findings({ bibs: [reading('3', 0.9)] }));
    expect(await catalog.counts(event.id)).toMatchObject({ analysed: 1, faces: 1, bibReadings: 1 });
    expect(await found(catalog, event, { bib: '2' })).toEqual([0]);
    expect(await found(catalog, event, { bib: '1,3' })).toEqual([]);
    expect(await found(catalog, event, { face: { embedding: embedding(1), minSimilarity: 0.5 } })).toEqual(
      [],
    );
    expect(await found(catalog, event, { face: { embedding: embedding(0, 1), minSimilarity: 0.5 } })).toEqual(
      [0],
    );
  });

  test('findings and vectors are stored together or not at all', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ faces: [face(embedding(1))], bibs: [reading('1', 0.9)] }]);
    const broken = findings({ faces: [face(embedding(0, 1)), face(new Float32Array(3))] });
    await expect(catalog.recordFindings(event.id, sha(0), version(4), broken)).rejects.toThrow(RangeError);
    expect((await catalog.photo(event.id, sha(0)))?.findings?.pipeline.version).toBe(3);
    expect(await found(catalog, event, { face: { embedding: embedding(1), minSimilarity: 0.9 } })).toEqual([
      0,
    ]);
  });

  test('a failure is an outcome with a reason, until it is retried or analysis succeeds', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('1', 0.9)] }]);
    await catalog.recordPhotos(event.id, [photo(1)]);
    const error = { code: 'ANALYSIS_TIMED_OUT' as const, message: 'It took too long.' };
    for (const n of [0, 1]) await catalog.recordFailure(event.id, sha(n), version(4), error);
    await under.reopen();
    const outcome = async (asked: AnalysisKey, n: number) =>
      (await under.catalog.outcomes(event.id, asked, [sha(n)])).get(sha(n));
    expect(await outcome(version(4), 1)).toBe('failed');
    expect(await outcome(version(5), 1)).toBeUndefined();
    const failed = await under.catalog.photo(event.id, sha(0));
    expect(failed?.failure).toEqual(error);
    expect(failed?.findings?.bibs[0]?.number).toBe('1');
    expect(await under.catalog.counts(event.id)).toMatchObject({ analysed: 1, failed: 1, waiting: 0 });

    await under.catalog.recordFindings(event.id, sha(0), version(4), findings());
    expect((await under.catalog.photo(event.id, sha(0)))?.failure).toBeNull();
    expect(await under.catalog.retryFailures(event.id)).toBe(1);
    expect(await outcome(version(4), 1)).toBeUndefined();
    expect(await under.catalog.retryFailures(event.id)).toBe(0);
  });

  test('an event without face search keeps no embedding', async () => {
    const { catalog } = under;
    const event = await catalog.createEvent({ ...eventFacts, faceSearch: false });
    await catalog.recordPhotos(event.id, [photo(0)]);
    await catalog.recordFindings(event.id, sha(0), key, findings({ faces: [face(embedding(1))] }));
    await catalog.updateEvent(event.id, { faceSearch: true });
    expect(await found(catalog, event, { face: { embedding: embedding(1) } })).toEqual([]);
    expect((await catalog.outcomes(event.id, key, [sha(0)])).size).toBe(0);
  });

  test('settled readings are what is searched, and go with their findings', async () => {
    const { catalog } = under;
    const event = await eventWith(catalog, [{ bibs: [reading('17', 0.6)] }, { bibs: [reading('17', 0.8)] }]);
    const [first] = (await catalog.photo(event.id, sha(0)))!.findings!.bibs;
    const [second] = (await catalog.photo(event.id, sha(1)))!.findings!.bibs;
    expect(await found(catalog, event, { bib: '17' })).toEqual([1, 0]);
    await catalog.settleReadings(event.id, [
      { readingId: first!.id, number: '17', confidence: 0.95 },
      { readingId: second!.id, number: '117', confidence: 0.3 },
    ]);
    expect(await found(catalog, event, { bib: '17' })).toEqual([0]);
    expect(await found(catalog, event, { bib: '117' })).toEqual([1]);
    const stored = (await catalog.photo(event.id, sha(1)))!.findings!.bibs[0]!;
    expect(stored).toMatchObject({
      number: '17',
      confidence: 0.8,
      settled: { number: '117', confidence: 0.3 },
    });

    await catalog.recordFindings(event.id, sha(1), key, findings({ bibs: [reading('17', 0.8)] }));
    await catalog.settleReadings(event.id, [{ readingId: second!.id, number: '999', confidence: 1 }]);
    expect(await found(catalog, event, { bib: '17' })).toEqual([0, 1]);
    expect(await found(catalog, event, { bib: '999' })).toEqual([]);
  });

  test('faces of one photo have the same ids on two machines', async () => {
    const event = await eventWith(under.catalog, [
      { faces: [face(null), face(null, { box: [1, 2, 3, 4] })] },
    ]);
    const faces = (await under.catalog.photo(event.id, sha(0)))!.findings!.faces;
    // Of photo 0, pipeline version 3 of the default pack, and the boxes of the sample faces.
    expect(faces.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "78e7870d4adcb92293495e36cc44290d",
        "8b9b593c3760c8d7b0fe8e825f767adc",
      ]
    `);
  });
});
