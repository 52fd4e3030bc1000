import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCatalog } from '../../../test/catalog/open-catalog.ts';
import { all, maker, sha } from '../../../test/catalog/samples.ts';
import type { Verdict } from '../../contract/decision.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';

const PHOTOS = 450;
const EVENT = '01890000-0000-7000-8000-000000000001';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'photofinish-catalog-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A catalog as the first version left it: photos with a reading of 7 each, and two decisions taken back. */
function fillFirstVersion(): void {
  const db = openDatabase(path.join(folder, 'catalog.sqlite'), migrations.slice(0, 1));
  db.exec(`
    insert into event values (1, '${EVENT}', 'Run', 'run', null, null, 'UTC', null, 1, 'default', 5, 9);
    insert into entry values (1, '7', 'Ada', null, null, null);
    insert into finding_set values (1, 1, 'default');`);
  const photo = db.prepare(
    'insert into photo (key, event_key, id, taken_at, revision) values (?, 1, ?, ?, ?)',
  );
  const file = db.prepare(`insert into file values (1, ?, ?, 10, 1, 'jpeg', ?)`);
  const findings = db.prepare(
    `insert into findings values (?, 1, ?, 3, null, 1, 6000, 4000, 30, 40, '{"decode":1}')`,
  );
  const reading = db.prepare(
    `insert into bib_reading (findings_key, set_key, number, confidence, box, sharpness, evidence)
     values (?, 1, '7', 0.95, '[600,400,300,100]', 40, '{}')`,
  );
  for (let n = 0; n < PHOTOS; n++) {
    photo.run(n + 1, sha(n), n, n);
    file.run(n === 0 ? '/a.b/.hidden' : `/card 1.x/IMG_${n}.v2.jpg`, n + 1, sha(n));
    findings.run(n + 1, n + 1);
    reading.run(n + 1);
  }
  let time = 0;
  const decide = (
    id: string,
    n: number | null,
    verdict: Verdict | { kind: 'reject'; [key: string]: unknown },
  ) =>
    db
      .prepare(`insert into decision values (?, 1, ?, 0, 'ada', 'old', ?, null, ?)`)
      .run(decisionId(id), ++time, n === null ? null : sha(n), JSON.stringify(verdict));
  const place = (n: number) => ({ photoId: sha(n), box: null });
  decide('1', 1, { kind: 'reject', place: place(1), rejected: true });
  decide('2', 2, { kind: 'bib', place: place(2), number: '7', worn: false });
  decide('3', 3, { kind: 'bib', place: place(3), number: '7', worn: false });
  decide('4', null, { kind: 'undo', decision: decisionId('2') });
  decide('5', null, { kind: 'undo', decision: decisionId('3') });
  decide('6', null, { kind: 'undo', decision: decisionId('5') });
  db.close();
}

function decisionId(end: string): string {
  return `01890000-0000-7000-8000-00000000000${end}`;
}

test('a catalog of the first version gets names, marks and sightings, wherever it was interrupted', async () => {
  fillFirstVersion();
  // Closed at once: what was derived by then is kept, and the rest follows at the next opening.
  await (await openCatalog(folder)).close();
  const half = openDatabase(path.join(folder, 'catalog.sqlite'));
  const { at } = half.prepare('select derived_up_to as at from event').get() as { at: number | null };
  expect(at).not.toBeNull();
  half.close();

  const catalog = await openCatalog(folder);
  await catalog.whenDerived();
  const seen = async (n: number) => {
    const { cell, sightings } = (await catalog.detailedPhoto(EVENT, sha(n)))!;
    return [cell.name, cell.flag, ...sightings.map(({ number, state }) => `${number} ${state}`)];
  };
  expect(await seen(0)).toEqual(['.hidden', null, '7 accepted']);
  expect(await seen(1)).toEqual(['IMG_1.v2', 'reject', '7 accepted']);
  expect(await seen(2)).toEqual(['IMG_2.v2', null, '7 accepted']);
  expect(await seen(3)).toEqual(['IMG_3.v2', null, '7 rejected']);
  expect(await seen(PHOTOS - 1)).toEqual([`IMG_${PHOTOS - 1}.v2`, null, '7 accepted']);
  expect((await all(catalog.decisions(EVENT, { photoId: sha(3) }))).map(({ id }) => id)).toEqual(
    ['3', '5', '6'].map(decisionId),
  );
  expect(await catalog.startListWithPhotos(EVENT)).toMatchObject([{ bib: '7', photos: PHOTOS - 1 }]);
  // Nothing of the first version is an action that could be taken back.
  expect(await catalog.undo(EVENT, maker)).toBeNull();
  await catalog.close();
});
