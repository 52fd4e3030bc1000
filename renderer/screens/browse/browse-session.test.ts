import { describe, expect, it, vi } from 'vitest';
import type { BrowseQuery } from '../../../engine/contract/browse.ts';
import { cell, layoutOf } from '../../../test/fixtures/cells.ts';
import { type BrowseClient, BrowseSession, emptyQuery, type GridHold } from './browse-session.ts';
import type { Anchor } from './grid-layout.ts';
import { choose, countSelected, isSelected } from './selection.ts';

/** An engine with photos in memory; the text of a query is a beginning of their names. */
function engineWith(ids: string[]) {
  const engine = {
    ids,
    revision: 1,
    calls: [] as string[],
    hold: null as Promise<void> | null,
    toReview: [] as string[],
  };
  const found = ({ text }: { text: string }) => engine.ids.filter((id) => id.startsWith(text));
  const answer = async <T>(name: string, signal: AbortSignal | undefined, make: () => T): Promise<T> => {
    engine.calls.push(name);
    const value = make();
    await engine.hold;
    if (signal?.aborted) throw new DOMException('Aborted', 'AbortError');
    return value;
  };
  const client = {
    open: (input: BrowseQuery & { cells: number }, options?: { signal?: AbortSignal }) =>
      answer(`open ${input.text}`, options?.signal, () => {
        const all = found(input).map((id) => cell(id, { name: id }));
        return layoutOf(all, {
          revision: engine.revision,
          photosOfEvent: engine.ids.length,
          first: input.cells,
        });
      }),
    cells: (input: BrowseQuery & { first: number; count: number }, options?: { signal?: AbortSignal }) =>
      answer('cells', options?.signal, () => ({
        revision: engine.revision,
        cells: found(input)
          .slice(input.first, input.first + input.count)
          .map((id) => cell(id, { name: id })),
      })),
    ids: (input: BrowseQuery & { first: number; last: number }, options?: { signal?: AbortSignal }) =>
      answer('ids', options?.signal, () => found(input).slice(input.first, input.last + 1)),
    find: (input: BrowseQuery & { photoId: string }) =>
      answer('find', undefined, () => {
        const index = found(input).indexOf(input.photoId);
        return { revision: engine.revision, index: index < 0 ? null : index };
      }),
    nearestToReview: (input: BrowseQuery & { from: number; way: 'next' | 'previous' }) =>
      answer('review', undefined, () => {
        const [all, { from, way }] = [found(input), input];
        const isReview = (id: string) => engine.toReview.includes(id);
        const index =
          way === 'next'
            ? all.findIndex((id, at) => at > from && isReview(id))
            : all.findLastIndex((id, at) => at < from && isReview(id));
        return { revision: engine.revision, cell: index < 0 ? null : { index, id: all[index]! } };
      }),
    timeline: () =>
      answer('timeline', undefined, () => ({ start: null, step: 60_000, photos: [], matches: [] })),
    facets: () => answer('facets', undefined, () => ({})),
    saved: () => answer('saved', undefined, () => []),
  };
  // The session is told of the whole contract, and uses what is here.
  const session = new BrowseSession({ browse: client } as object as BrowseClient, emptyQuery('e'));
  return { engine, session };
}

/** A grid that is scrolled to a cell. */
function gridAt(index: number) {
  const replaced: (Anchor | null)[] = [];
  const grid: GridHold = {
    anchor: () => ({ index, offset: -20 }),
    shown: { first: index - 2, end: index + 20 },
    replaced: (anchor) => replaced.push(anchor),
    ready: async () => {},
    leaving: () => {},
    cellsCame: () => {},
  };
  return { grid, replaced };
}

const photos = Array.from({ length: 1000 }, (_, index) => `p${String(index).padStart(4, '0')}`);

describe('BrowseSession', () => {
  it('lays out with one call, and has the first cells with it', async () => {
    const { engine, session } = engineWith(photos);
    await session.change({ text: 'p01' });
    expect(engine.calls).toEqual(['open p01']);
    expect(session.state.layout?.total).toBe(100);
    expect(session.cellAt(0)?.id).toBe('p0100');
    expect(session.cellAt(79)?.id).toBe('p0179');
    expect(session.state.selection.focus).toEqual({ index: 0, id: 'p0100' });
    // What a screen says of nothing found is said of the query that found nothing.
    const asked = session.change({ text: 'p02' });
    expect([session.state.query.text, session.state.answered.text]).toEqual(['p02', 'p01']);
    await asked;
    expect(session.state.answered.text).toBe('p02');
    session.close();
  });

  it('shows the answer to the last key, also when an earlier one comes later', async () => {
    const { engine, session } = engineWith(photos);
    let release = () => {};
    engine.hold = new Promise((resolve) => {
      release = resolve;
    });
    const first = session.change({ text: 'p0' });
    engine.hold = null;
    await session.change({ text: 'p00' });
    release();
    await first;
    expect(session.state.layout?.total).toBe(100);
    expect(session.state.query.text).toBe('p00');
    expect(session.state.busy).toBe(false);
    session.close();
  });

  it('leaves who has gone on while the engine was laying out where they are', async () => {
    const { engine, session } = engineWith(photos);
    await session.change({ text: 'p01' });
    let release = () => {};
    engine.hold = new Promise((resolve) => {
      release = resolve;
    });
    const laidOut = session.change({ tokens: [], text: 'p010' });
    session.select(choose(session.state.selection, { index: 4, id: 'p0104' }));
    engine.hold = null;
    release();
    await laidOut;
    expect(session.state.layout?.total).toBe(10);
    expect(session.state.selection.focus).toEqual({ index: 4, id: 'p0104' });
    session.close();
  });

  it('keeps the photo at the top of the view in place while photos come before it', async () => {
    const { engine, session } = engineWith(photos);
    await session.open();
    const { grid, replaced } = gridAt(500);
    session.hold(grid);
    session.want(498, 520);
    await vi.waitFor(() => expect(session.cellAt(500)).toBeDefined());
    session.select(choose(session.state.selection, { index: 502, id: 'p0502' }));

    engine.ids = ['o1', 'o2', 'o3', ...photos];
    engine.revision = 2;
    await session.refresh();
    expect(replaced).toEqual([{ index: 503, offset: -20 }]);
    // What is shown is here already: nothing blinks.
    for (let index = 501; index < 523; index++) expect(session.cellAt(index)?.id).toBe(engine.ids[index]);
    expect(session.state.selection.focus).toEqual({ index: 505, id: 'p0502' });
    expect(isSelected(session.state.selection, { index: 505, id: 'p0502' })).toBe(true);
    session.close();
  });

  it('goes on at the same place when the photo at the top is gone', async () => {
    const { engine, session } = engineWith(photos);
    await session.open();
    const { grid, replaced } = gridAt(500);
    session.hold(grid);
    session.want(498, 520);
    await vi.waitFor(() => expect(session.cellAt(500)).toBeDefined());
    engine.ids = photos.filter((id) => id !== 'p0500');
    engine.revision = 2;
    await session.refresh();
    expect(replaced).toEqual([{ index: 500, offset: -20 }]);
    session.close();
  });

  it('follows the event once a second at most, and not for a revision that it shows', async () => {
    vi.useFakeTimers();
    try {
      const { engine, session } = engineWith(photos);
      await session.open();
      session.hold(gridAt(0).grid);
      session.eventChanged(1);
      await vi.advanceTimersByTimeAsync(2000);
      const opened = () => engine.calls.filter((call) => call.startsWith('open')).length;
      expect(opened()).toBe(1);
      for (let revision = 2; revision < 22; revision++) {
        engine.revision = revision;
        session.eventChanged(revision);
        await vi.advanceTimersByTimeAsync(250);
      }
      expect(opened()).toBeGreaterThanOrEqual(5);
      expect(opened()).toBeLessThanOrEqual(7);
      session.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves the engine alone while nobody looks, and catches up when somebody does', async () => {
    vi.useFakeTimers();
    try {
      const { engine, session } = engineWith(photos);
      await session.open();
      engine.revision = 2;
      engine.ids = photos.slice(1);
      session.eventChanged(2);
      await vi.advanceTimersByTimeAsync(5000);
      expect(session.state.layout?.revision).toBe(1);
      session.hold(gridAt(0).grid);
      await vi.advanceTimersByTimeAsync(100);
      expect(session.state.layout).toMatchObject({ revision: 2, total: 999 });
      session.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('has the photos of a long range named before anything is done to them', async () => {
    const { engine, session } = engineWith(photos);
    await session.open();
    session.select(choose(session.state.selection, { index: 10, id: 'p0010' }));
    session.select(choose(session.state.selection, { index: 700, id: null }, { extend: true }));
    session.select(choose(session.state.selection, { index: 720, id: null }, { extend: true }));
    expect(countSelected(session.state.selection, 1000)).toBe(711);
    expect(await session.selected()).toEqual({ ids: photos.slice(10, 721) });
    expect(engine.calls.filter((call) => call === 'cells')).toEqual([]);
    session.close();
  });

  it('acts on the focused photo where nothing is selected', async () => {
    const { session } = engineWith(photos);
    await session.open();
    expect(await session.selected()).toEqual({ ids: ['p0000'] });
    session.close();
  });

  it('goes from one photo to review to the next with a call each, however fast the keys come', async () => {
    const { engine, session } = engineWith(photos);
    engine.toReview = ['p0300', 'p0700', 'p0900'];
    await session.open();
    const at: (string | null)[] = [];
    const go = (cell: { index: number; id: string | null }) => {
      at.push(cell.id);
      session.select(choose(session.state.selection, cell));
    };
    const steps = ['next', 'next', 'next', 'next', 'previous'] as const;
    expect(await Promise.all(steps.map((way) => session.nearestToReview(way, go)))).toEqual([
      ...[true, true, true],
      ...[false, true],
    ]);
    expect(at).toEqual(['p0300', 'p0700', 'p0900', 'p0700']);
    expect(engine.calls.filter((call) => call === 'cells')).toEqual([]);
    // The layout moved on: the photo is gone to, wherever it is now.
    engine.ids = photos.slice(100);
    engine.revision = 2;
    expect(await session.nearestToReview('next', go)).toBe(true);
    expect(session.state.selection.focus).toEqual({ index: 800, id: 'p0900' });
    session.close();
  });

  it('says what went wrong until a call succeeds', async () => {
    const { engine, session } = engineWith(photos);
    engine.hold = Promise.reject(new Error('The engine is gone'));
    engine.hold.catch(() => {});
    await session.open();
    expect(session.state.error).toBeInstanceOf(Error);
    engine.hold = null;
    await session.open();
    expect(session.state.error).toBeNull();
    expect(session.state.layout?.total).toBe(1000);
    session.close();
  });
});
