import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExportOptions } from '../contract/export.ts';
import type { ExportPhoto, ExportSighting } from '../contract/export-photo.ts';
import type { Entry } from '../contract/start-list.ts';
import { DestinationContent, type EarlierFile, type PresentFile } from './earlier.ts';
import { isWritten, type PlanInput, type PlannedExport, planExport } from './plan-export.ts';
import { pathKey } from './safe-name.ts';

const event = { name: 'Harbour Half Marathon 2026', date: '2026-05-03', timeZone: 'Europe/Vienna' };
const START = Date.UTC(2026, 4, 3, 8, 31, 4);

function sha(text: string | number): string {
  return [...String(text)]
    .map((c) => c.charCodeAt(0).toString(16))
    .join('')
    .padStart(64, '0');
}

function photo(n: number, changes: Partial<ExportPhoto> = {}): ExportPhoto {
  return {
    id: sha(n),
    name: `HHM_${n}`,
    takenAt: START + n * 1000,
    cameraTime: null,
    camera: 'Canon EOS R3',
    stars: 0,
    flag: null,
    width: 6000,
    height: 4000,
    files: [{ path: `/card/HHM_${n}.JPG`, size: 5_000_000 + n, modifiedMs: 1, role: 'jpeg', sha256: sha(n) }],
    sightings: [],
    ...changes,
  };
}

function sees(number: string, changes: Partial<ExportSighting> = {}): ExportSighting {
  return { number, review: false, confidence: 0.98, evidence: '[]', ...changes };
}

const entries: Entry[] = [
  { bib: '349', name: 'Maren Holt', category: 'F35–39', team: 'Harbour AC', wave: 'A' },
  { bib: '344', name: 'Lena Fisk', category: 'F35–39', team: null, wave: null },
];

function plan(
  input: Omit<Partial<PlanInput>, 'options'> & { options?: Partial<ExportOptions> },
): PlannedExport {
  return planExport({
    ...{ event, photos: [], entries, excluded: { units: [], folders: [] }, found: null },
    destination: { name: 'out', content: new DestinationContent() },
    ...input,
    options: ExportOptions.parse(input.options ?? {}),
  });
}

/** What the destination holds after a plan was carried out, on top of what it held before. */
function carriedOut({ files }: PlannedExport, before: Carried = nothing): Carried {
  const written = files.filter(({ state }) => isWritten(state));
  const present = new Map(before.present.map((file) => [pathKey(file.path), file]));
  for (const { path, bytes } of written) present.set(pathKey(path), { path, bytes, modifiedMs: 7 });
  const earlier = written.map(({ unit, role, base, path, content, bytes }) => ({
    ...{ unit, role, base, path, content, bytes, modifiedMs: 7, sha256: sha(1) },
  }));
  return { present: [...present.values()], earlier: [...before.earlier, ...earlier] };
}

interface Carried {
  readonly present: readonly PresentFile[];
  readonly earlier: readonly EarlierFile[];
}
const nothing: Carried = { present: [], earlier: [] };

function into({ present, earlier }: Carried) {
  return { name: 'out', content: new DestinationContent(present, earlier) };
}

const paths = ({ files }: PlannedExport) => files.map(({ path }) => path);

describe('names', () => {
  test('come from the templates, by the clock of the event', () => {
    const photos = [photo(0, { sightings: [sees('349')] })];
    expect(paths(plan({ photos }))).toEqual(['0349_Maren-Holt/HHM26_0349_103104.jpg']);
    const options = { folders: '{category}/{team}', fileName: '{last}, {first} {camera} {original}' };
    expect(paths(plan({ photos, options }))).toEqual([
      'F35–39/Harbour-AC/Holt, Maren Canon-EOS-R3 HHM_0.jpg',
    ]);
  });

  test('leave no gap where a field is empty', () => {
    const photos = [photo(0, { sightings: [sees('7')] })];
    expect(
      paths(plan({ photos, options: { folders: '{category}/{bib:4}_{name}', fileName: '{name}_{bib}' } })),
    ).toEqual(['_no-category/0007/7.jpg']);
  });

  test('begin no folder but by a slash of the template, and no system refuses them', () => {
    const list: Entry[] = [
      { bib: '1', name: '../../etc/passwd', category: 'CON', team: null, wave: null },
      { bib: '2', name: 'Ana 🏃🏽‍♀️ Prieto', category: 'a/b\\c:d', team: null, wave: null },
      { bib: '3', name: '.hidden.', category: 'x'.repeat(400), team: null, wave: null },
    ];
    const photos = [1, 2, 3].map((n) => photo(n, { sightings: [sees(String(n))] }));
    const names = paths(
      plan({ photos, entries: list, options: { folders: '{category}/{name}', fileName: '{bib}' } }),
    );
    expect(names).toEqual([
      'a-b-c-d/Ana-🏃🏽‍♀️-Prieto/2.jpg',
      'CON-/etc-passwd/1.jpg',
      `${'x'.repeat(180)}/hidden/3.jpg`,
    ]);
    for (const name of names) expect(name.split('/')).toHaveLength(3);
  });

  test('are told apart where a disk would not: letters of either case, composed or not', () => {
    const list: Entry[] = [
      { bib: '1', name: 'José', category: null, team: null, wave: null },
      { bib: '2', name: 'JOSE\u0301', category: null, team: null, wave: null },
    ];
    const photos = [photo(0, { sightings: [sees('1'), sees('2')] })];
    const result = plan({ photos, entries: list, options: { folders: '', fileName: '{name}' } });
    expect(result.files.map(({ path, state }) => [path, state])).toEqual([
      ['José.jpg', 'new'],
      ['JOSÉ-2.jpg', 'renamed'],
    ]);
    expect(result.taken).toBe(1);
  });

  test('count up where the template has a number', () => {
    const photos = [0, 1, 2].map((n) => photo(n, { sightings: [sees('349')] }));
    const result = plan({ photos, options: { fileName: '{bib}-{sequence:3}' } });
    expect(paths(result)).toEqual(
      ['349-001', '349-002', '349-003'].map((name) => `0349_Maren-Holt/${name}.jpg`),
    );
    expect(result.taken).toBe(0);
  });

  test('say what is wrong with a template', () => {
    expect(() => plan({ options: { fileName: '{bibb}' } })).toThrow('There is no field {bibb}.');
    expect(() => plan({ options: { folders: '{bib' } })).toThrow('is not closed');
    expect(() => plan({ options: { fileName: '{bib:0}' } })).toThrow('digits');
    expect(() => plan({ options: { folders: '{sequence}' } })).toThrow('Folders cannot be numbered');
  });

  test('of two athletes with one bib are both in the folder, and it is said', () => {
    const list = [...entries, { bib: '349', name: 'Jo Adler', category: 'M20', team: null, wave: null }];
    const result = plan({ photos: [photo(0, { sightings: [sees('349')] })], entries: list });
    expect(result.sharedBibs).toEqual(['349']);
    expect(result.files[0]!.path).toMatch(/^0349_Maren-Holt-\+-Jo-Adler\//);
  });
});

describe('which photos', () => {
  const picked = photo(1, { flag: 'pick', sightings: [sees('349')] });
  const starred = photo(2, { stars: 4, sightings: [sees('349')] });
  const plain = photo(3, { sightings: [sees('349')] });
  const rejected = photo(4, { flag: 'reject', stars: 5, sightings: [sees('349')] });
  const doubtful = photo(5, { sightings: [sees('344', { review: true })] });
  const both = photo(6, { sightings: [sees('349'), sees('344', { review: true })] });
  const empty = photo(7);
  const onlyRaw = photo(8, {
    sightings: [sees('349')],
    files: [{ ...photo(8).files[0]!, path: '/card/8.CR3', role: 'raw' }],
  });
  const photos = [picked, starred, plain, rejected, doubtful, both, empty, onlyRaw];
  const written = (options: Partial<ExportOptions>) =>
    new Set(plan({ photos, options }).files.map((file) => file.photo));

  test('each is written, or left out for a reason', () => {
    const result = plan({ photos });
    expect(Object.fromEntries(result.leftOut)).toEqual({
      [rejected.id]: 'rejected',
      [doubtful.id]: 'toReview',
      [empty.id]: 'nobody',
      [onlyRaw.id]: 'noFile',
    });
    expect(result.photosWritten).toBe(4);
    expect(result.partlyToReview).toBe(1);
  });

  test('picks, stars, or either', () => {
    expect(written({ picks: true })).toEqual(new Set([picked]));
    expect(written({ minStars: 3 })).toEqual(new Set([starred]));
    expect(written({ picks: true, minStars: 3 })).toEqual(new Set([picked, starred]));
  });

  test('those to review and those with nobody, where they are wanted', () => {
    expect(written({ toReview: 'include' })).toContain(doubtful);
    const result = plan({ photos, options: { nobody: 'folder' } });
    expect(result.files.find(({ photo }) => photo === empty)?.path).toBe('_no-bib/HHM26_103111.jpg');
    // Somebody is in it: it does not pass for one with nobody.
    expect(result.leftOut.get(doubtful.id)).toBe('toReview');
  });

  test('a photo of several for each of them, or for the surest', () => {
    const together = [photo(1, { sightings: [sees('344'), sees('349')] })];
    expect(plan({ photos: together }).files).toHaveLength(2);
    const first = plan({ photos: together, options: { several: 'first' } });
    expect(first.files.map(({ athlete }) => athlete?.bib)).toEqual(['344']);
  });

  test('which option leaves none out alone', () => {
    const result = plan({ photos: [plain, starred], options: { picks: true } });
    expect(Object.fromEntries(result.onlyBecause)).toEqual({ filtered: 2 });
  });

  test('what is left out by hand stays in sight and is not written', () => {
    const result = plan({ photos: [plain, both], excluded: { units: [`${plain.id}/349`], folders: [] } });
    // In its place: whoever left it out has it before them still.
    expect(result.files.map(({ state }) => state)).toEqual(['excluded', 'new']);
    expect(result.leftOut.get(plain.id)).toBe('byHand');
    const folder = plan({ photos: [plain, both], excluded: { units: [], folders: ['0349_Maren-Holt'] } });
    expect(folder.filesToWrite).toBe(0);
    expect(folder.folders.find(({ path }) => path === '0349_Maren-Holt')).toMatchObject({
      excluded: true,
      files: 0,
      count: 2,
    });
  });
});

describe('what is there already', () => {
  const photos = [photo(0, { sightings: [sees('349')] })];
  const name = '0349_Maren-Holt/HHM26_0349_103104.jpg';
  const foreign: Carried = { present: [{ path: name.toUpperCase(), bytes: 3, modifiedMs: 5 }], earlier: [] };
  const states = (destination: Carried, options: Partial<ExportOptions> = {}) =>
    plan({ photos, destination: into(destination), options }).files.map(({ path, state }) => [path, state]);

  test('of somebody else gets a number added, is left, or is replaced', () => {
    expect(states(foreign)).toEqual([[name.replace('.jpg', '-2.jpg'), 'renamed']]);
    expect(states(foreign, { taken: 'skip' })).toEqual([[name, 'taken']]);
    expect(states(foreign, { taken: 'replace' })).toEqual([[name, 'replaces']]);
  });

  test('of an earlier export is written again only where it would be another file', () => {
    const before = carriedOut(plan({ photos }));
    expect(states(before)).toEqual([[name, 'same']]);
    expect(
      states(before, { jpeg: { longEdge: 1600, quality: 90, metadata: 'keep', keywords: true } }),
    ).toEqual([[name, 'replaces']]);
  });

  test('and was worked on since is left as it is', () => {
    const before = carriedOut(plan({ photos }));
    const retouched = { ...before, present: [{ path: name, bytes: 77, modifiedMs: 99_999 }] };
    expect(states(retouched)).toEqual([[name, 'taken']]);
    expect(states(retouched, { taken: 'replace' })).toEqual([[name, 'replaces']]);
  });

  test('and has no place any more is counted', () => {
    const before = carriedOut(plan({ photos }));
    const corrected = [photo(0, { sightings: [sees('344')] })];
    const result = plan({ photos: corrected, destination: into(before) });
    expect(result.obsolete).toBe(1);
    expect(result.files.map(({ path, state }) => [path, state])).toEqual([
      ['0344_Lena-Fisk/HHM26_0344_103104.jpg', 'new'],
    ]);
  });
});

describe('whatever the race', () => {
  const names = fc.constantFrom(
    'Maren Holt',
    'MAREN HOLT',
    'José',
    'Jose\u0301',
    'a/b',
    'CON',
    '🏃🏽‍♀️',
    '..',
    'x'.repeat(300),
    '',
  );
  const races = fc.record({
    entries: fc.array(
      fc.record({
        bib: fc.constantFrom('1', '01', '2', 'A3', '44'),
        name: fc.option(names),
        category: fc.option(fc.constantFrom('F35–39', 'f35–39', 'M/20', 'aux')),
        team: fc.option(names),
        wave: fc.constant(null),
      }),
      { maxLength: 6 },
    ),
    photos: fc.uniqueArray(
      fc.record({
        n: fc.integer({ min: 0, max: 40 }),
        second: fc.integer({ min: 0, max: 3 }),
        name: fc.constantFrom('IMG_1', 'img_1', 'IMG/2', ''),
        stars: fc.integer({ min: 0, max: 5 }),
        flag: fc.constantFrom(null, 'pick', 'reject') as fc.Arbitrary<ExportPhoto['flag']>,
        bibs: fc.uniqueArray(fc.constantFrom('1', '01', '2', 'A3', '44', '999'), { maxLength: 3 }),
        review: fc.boolean(),
        roles: fc.constantFrom(['jpeg'], ['raw'], ['jpeg', 'raw']),
      }),
      { selector: ({ n }) => n, maxLength: 14 },
    ),
    options: fc.record({
      picks: fc.boolean(),
      minStars: fc.constantFrom(0, 0, 3),
      toReview: fc.constantFrom('leaveOut', 'include'),
      nobody: fc.constantFrom('leaveOut', 'folder'),
      several: fc.constantFrom('each', 'first'),
      taken: fc.constantFrom('suffix', 'skip', 'replace'),
      folders: fc.constantFrom('', '{bib:4}_{name}', '{category}/{name}', '{team}', '{wave}/x'),
      fileName: fc.constantFrom('{code}', '{original}', '{name}_{time}', '{bib}-{sequence:3}', '{sequence}'),
      jpeg: fc.constantFrom(null, {}, { longEdge: 1600 }),
      raw: fc.boolean(),
      sidecar: fc.boolean(),
    }),
  });

  function made({
    photos,
    options,
    entries: list,
  }: typeof races extends fc.Arbitrary<infer Race> ? Race : never) {
    const input = photos
      .map(({ n, second, name, stars, flag, bibs, review, roles }) =>
        photo(n, {
          ...{ name, stars, flag, takenAt: START + second * 1000 },
          sightings: bibs.map((bib, i) => sees(bib, { review: review && i === 0 })),
          files: roles.map((role, i) => ({
            ...{
              path: `/card/${n}.${role === 'raw' ? 'CR3' : 'JPG'}`,
              size: 10 + n,
              modifiedMs: 1,
              sha256: sha(n * 2 + i),
            },
            role: role as 'jpeg' | 'raw',
          })),
        }),
      )
      .sort((a, b) => a.takenAt! - b.takenAt! || (a.id < b.id ? -1 : 1));
    return { photos: input, entries: list, options: ExportOptions.parse(options) };
  }

  test('no two files have one name, and each is a name', () => {
    fc.assert(
      fc.property(races, (race) => {
        const { files } = plan(made(race));
        const keys = files.map(({ path }) => pathKey(path));
        expect(new Set(keys).size).toBe(keys.length);
        for (const path of paths({ files } as PlannedExport)) {
          for (const part of path.split('/')) {
            expect(part).toMatch(/^[^./\\:*?"<>|\p{Cc}][^/\\:*?"<>|\p{Cc}]*$/u);
            expect(part).not.toMatch(/[. ]$/);
            expect(Buffer.byteLength(part)).toBeLessThan(200);
          }
        }
      }),
    );
  });

  test('each photo is written or left out for a reason', () => {
    fc.assert(
      fc.property(races, (race) => {
        const input = made(race);
        const { files, leftOut, photosWritten } = plan(input);
        const written = new Set(files.map(({ photo }) => photo.id));
        for (const { id } of input.photos) expect(written.has(id)).not.toBe(leftOut.has(id));
        expect(photosWritten).toBe(input.photos.length - leftOut.size);
      }),
    );
  });

  test('planned again after it was carried out, it writes nothing', () => {
    fc.assert(
      fc.property(
        races,
        fc.array(fc.constantFrom('IMG_1.jpg', '_no-bib/HHM26.jpg', '0002/img_1.JPG')),
        (race, others) => {
          const input = made(race);
          const before: Carried = {
            present: others.map((path) => ({ path, bytes: 1, modifiedMs: 1 })),
            earlier: [],
          };
          const first = plan({ ...input, destination: into(before) });
          const again = plan({ ...input, destination: into(carriedOut(first, before)) });
          expect(again.filesToWrite).toBe(0);
          expect(paths(again)).toEqual(paths(first));
        },
      ),
    );
  });

  test('what was exported keeps its name when photos come in between', () => {
    fc.assert(
      fc.property(races, fc.func(fc.boolean()), (race, isEarly) => {
        const input = made(race);
        const early = input.photos.filter(({ id }) => isEarly(id));
        const first = plan({ ...input, photos: early });
        const later = plan({ ...input, destination: into(carriedOut(first)) });
        const key = ({ unit, role }: { unit: string; role: string }) => `${unit} ${role}`;
        const now = new Map(later.files.map((file) => [key(file), file]));
        for (const file of first.files) {
          expect(now.get(key(file))).toMatchObject({ path: file.path, state: 'same' });
        }
      }),
    );
  });

  test('folders count what is in them and below', () => {
    fc.assert(
      fc.property(races, (race) => {
        const { files, folders, filesToWrite, taken } = plan(made(race));
        for (const { path, first, count, files: toWrite } of folders) {
          const own = files.filter((file) => path === '' || file.path.startsWith(`${path}/`));
          expect(files.slice(first, first + count)).toEqual(own);
          expect(toWrite).toBe(own.filter(({ state }) => isWritten(state)).length);
        }
        expect(folders[0]).toMatchObject({ path: '', files: filesToWrite, taken });
      }),
    );
  });
});
