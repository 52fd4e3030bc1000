import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IngestRun, Source } from '../../../engine/contract/ingest.ts';
import { bySort, copied, ordered, shownRun, speedLine, stepBars } from './run-view.ts';

const step = (done: number, rate: number | null = 10, bytesRate: number | null = null) => ({
  done,
  rate,
  bytesRate,
});

function run(change: Partial<IngestRun> = {}): IngestRun {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    event: '018f0000-0000-7000-8000-0000000000ee',
    eventName: 'Harbour Half Marathon 2026',
    source: { id: '018f0000-0000-7000-8000-0000000000aa', name: 'Z8_FINISH_2', kind: 'card' },
    mode: 'copy',
    destination: { path: '/events/HHM-2026', freeBytes: 612e9 },
    state: 'running',
    reason: null,
    startedAt: 1000,
    endedAt: null,
    total: 1164,
    files: 1170,
    bytes: 24.1e9,
    bytesCopied: 20e9,
    steps: {
      copy: step(1020, 40, 412e6),
      verify: step(873, 38, 388e6),
      previews: step(1164, 41.2),
      faces: step(812, 22.4),
      bibs: step(702, 19),
      match: step(0, null),
    },
    facesFound: 1908,
    bibsRead: 1423,
    toReview: 61,
    searchable: 655,
    known: 0,
    problems: 4,
    photosPerSecond: 18.6,
    secondsLeft: 27,
    speed: [],
    ...change,
  };
}

describe('step bars', () => {
  it('count files where files are copied, and photos where photos are read', () => {
    const bars = stepBars(run());
    expect(bars.map(({ step: name, done, total, state }) => [name, done, total, state])).toEqual([
      ['copy', 1020, 1170, 'going'],
      ['verify', 873, 1170, 'going'],
      ['previews', 1164, 1164, 'done'],
      ['faces', 812, 1164, 'going'],
      ['bibs', 702, 1164, 'going'],
      ['match', 0, 1164, 'waiting'],
    ]);
    expect(bars[0]).toMatchObject({ bytesRate: 412e6 });
    expect(bars[2]).toMatchObject({ rate: null, share: 1 });
  });

  it('say nothing of copies in place', () => {
    const names = stepBars(run({ mode: 'inPlace', files: null })).map(({ step: name }) => name);
    expect(names).toEqual(['previews', 'faces', 'bibs', 'match']);
  });

  it('have no total while listing and no rate while nothing moves', () => {
    const listing = stepBars(run({ state: 'listing', total: null, files: null }));
    expect(listing.every(({ total, share }) => total === null && share === 0)).toBe(true);
    expect(
      stepBars(run({ state: 'paused' })).every(({ rate, bytesRate }) => rate === null && bytesRate === null),
    ).toBe(true);
  });

  it('are whole where a card held nothing to read', () => {
    const empty = {
      previews: step(0),
      faces: step(0),
      bibs: step(0),
      match: step(0),
      copy: step(2),
      verify: step(2),
    };
    const bars = stepBars(run({ total: 0, files: 2, steps: empty }));
    expect(bars.every(({ state, share }) => state === 'done' && share === 1)).toBe(true);
  });
});

describe('copies', () => {
  it('tell copied from verified, and are whole when every file was read back', () => {
    expect(copied(run())).toEqual({ verified: 873, unverified: 147, left: 150, files: 1170, whole: false });
    const steps = { ...run().steps, copy: step(1170), verify: step(1170) };
    expect(copied(run({ steps }))).toMatchObject({ left: 0, unverified: 0, whole: true });
    expect(copied(run({ files: null }))).toMatchObject({ left: null, whole: false });
  });
});

describe('speed', () => {
  it('draws the last 45 seconds below a round number', () => {
    const speed = Array.from({ length: 60 }, (_, at) => at);
    const { line, top, area } = speedLine(speed, { width: 440, height: 46 });
    expect(top).toBe(100);
    expect(line.split('L')).toHaveLength(45);
    expect(line.startsWith('M0 ')).toBe(true);
    expect(line.endsWith(` ${Math.round((46 - 0.59 * 44) * 10) / 10}`)).toBe(true);
    expect(area.endsWith('L440 46L0 46Z')).toBe(true);
  });

  it('stays inside its picture whatever the speed', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 5000, noNaN: true }), { maxLength: 60 }), (speed) => {
        const { line } = speedLine(speed, { width: 712, height: 46 });
        for (const pair of line.slice(1).split('L').filter(Boolean)) {
          const [x, y] = pair.split(' ').map(Number);
          expect(x! >= 0 && x! <= 712.1).toBe(true);
          expect(y! >= 1.9 && y! <= 46).toBe(true);
        }
      }),
    );
  });

  it('draws nothing of a single second', () => {
    expect(speedLine([4], { width: 712, height: 46 }).line).toBe('');
  });
});

describe('several runs', () => {
  it('puts what goes on first, and keeps to what was chosen', () => {
    const runs = [
      run({ id: 'old', state: 'done', startedAt: 1 }),
      run({ id: 'paused', state: 'paused', startedAt: 5 }),
      run({ id: 'going', startedAt: 2 }),
      run({ id: 'last', state: 'cancelled', startedAt: 4 }),
      run({ id: 'elsewhere', event: 'other' }),
    ];
    const mine = ordered(runs, run().event);
    expect(mine.map(({ id }) => id)).toEqual(['going', 'paused', 'last', 'old']);
    expect(shownRun(mine, 'old')?.id).toBe('old');
    expect(shownRun(mine, 'gone')?.id).toBe('going');
    expect(shownRun([], null)).toBeNull();
  });
});

describe('sources', () => {
  it('are cards and folders, what is being imported first, what is missing last', () => {
    const source = (name: string, kind: Source['kind'], state: Source['state']): Source => ({
      id: name,
      kind,
      name,
      path: `/media/${name}`,
      state,
      photos: 1,
      bytes: 1,
      newPhotos: 1,
      safeToRemove: false,
    });
    const { cards, folders } = bySort([
      source('Z8', 'card', 'missing'),
      source('R5', 'card', 'ready'),
      source('shots', 'folder', 'ready'),
      source('A1', 'card', 'imported'),
      source('Z9', 'card', 'importing'),
    ]);
    expect(cards.map(({ name }) => name)).toEqual(['Z9', 'A1', 'R5', 'Z8']);
    expect(folders.map(({ name }) => name)).toEqual(['shots']);
  });
});
