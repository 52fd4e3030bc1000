import { describe, expect, it } from 'vitest';
import type { BrowseQuery, Cell } from '../../../engine/contract/browse.ts';
import { cell, layoutOf } from '../../../test/fixtures/cells.ts';
import { type BrowseClient, BrowseSession, emptyQuery } from '../browse/browse-session.ts';
import { Walk } from './walk.ts';

const review: Cell['bibs'] = [{ number: '349', state: 'review', confidence: 0.6, hit: false }];

/** An engine that has these photos; `photos` may be replaced, which is a new revision of the event. */
class Photos {
  revision = 1;
  photos: Cell[];

  constructor(photos: Cell[]) {
    this.photos = photos;
  }

  change(photos: Cell[]): void {
    this.photos = photos;
    this.revision++;
  }

  #found({ filters }: BrowseQuery): Cell[] {
    return filters.toReview
      ? this.photos.filter(({ bibs }) => bibs.some(({ state }) => state === 'review'))
      : this.photos;
  }

  get client(): BrowseClient {
    const browse = {
      open: async (query: BrowseQuery & { cells: number }) => {
        const found = this.#found(query);
        return layoutOf(found, {
          revision: this.revision,
          photosOfEvent: this.photos.length,
          first: query.cells,
        });
      },
      cells: async (query: BrowseQuery & { first: number; count: number }) => ({
        revision: this.revision,
        cells: this.#found(query).slice(query.first, query.first + query.count),
      }),
      find: async (query: BrowseQuery & { photoId: string }) => {
        const index = this.#found(query).findIndex(({ id }) => id === query.photoId);
        return { revision: this.revision, index: index < 0 ? null : index };
      },
      facets: async () => ({}),
      timeline: async () => ({}),
    };
    return { browse } as object as BrowseClient;
  }
}

async function walking(photos: Photos, photo: string) {
  const session = new BrowseSession(photos.client, emptyQuery('018f0000-0000-7000-8000-0000000000ee'));
  await session.open();
  const opened: string[] = [];
  const walk = new Walk(photos.client, session, photo, (next) => opened.push(next));
  walk.want(0, 20);
  await expect.poll(() => walk.place.index).not.toBeNull();
  return { walk, session, opened };
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => cell(String(at)));

describe('walking through what Browse found', () => {
  it('knows where the photo is, steps both ways and stops at the ends', async () => {
    const { walk, opened } = await walking(new Photos(numbered(3)), '1');
    expect(walk.place).toEqual({ index: 1, found: true, total: 3 });
    expect(walk.step(1)).toBe(true);
    await expect.poll(() => opened).toEqual(['2']);
    expect(walk.place.index).toBe(2);
    expect(walk.hasNext).toBe(false);
    expect(walk.step(1)).toBe(false);
    expect(walk.step(-1)).toBe(true);
    await expect.poll(() => walk.place.index).toBe(1);
  });

  it('leaves the focus of Browse at the photo that was shown last', async () => {
    const { walk, session } = await walking(new Photos(numbered(3)), '0');
    walk.step(1);
    await expect.poll(() => session.state.selection.focus).toEqual({ index: 1, id: '1' });
  });

  it('follows the photo when an import brings others before it', async () => {
    const photos = new Photos(numbered(3));
    const { walk, session } = await walking(photos, '1');
    photos.change([cell('new'), ...numbered(3)]);
    await session.refresh();
    expect(walk.place).toEqual({ index: 2, found: true, total: 4 });
  });

  it('says that cells are others also where the place is the same', async () => {
    const photos = new Photos(numbered(3));
    const { walk, session } = await walking(photos, '1');
    const before = walk.version;
    photos.change(numbered(3).map((one) => ({ ...one, flag: 'pick' as const })));
    await session.refresh();
    expect(walk.cellAt(1)?.flag).toBe('pick');
    expect(walk.version).toBeGreaterThan(before);
  });

  it('goes on from the place of a photo that is not found any more', async () => {
    const photos = new Photos(numbered(4));
    const { walk, session, opened } = await walking(photos, '1');
    photos.change([cell('0'), cell('2'), cell('3')]);
    await session.refresh();
    await expect.poll(() => walk.place).toEqual({ index: 1, found: false, total: 3 });
    walk.step(1);
    await expect.poll(() => opened).toEqual(['2']);
    expect(walk.place).toEqual({ index: 1, found: true, total: 3 });
  });

  it('finds the next photo to review in either direction, around the ends', async () => {
    const photos = new Photos([
      cell('0', { bibs: review }),
      ...numbered(5).slice(1),
      cell('5', { bibs: review }),
      cell('6'),
    ]);
    const { walk } = await walking(photos, '1');
    expect(await walk.nextToReview(1)).toBe(5);
    expect(await walk.nextToReview(-1)).toBe(0);
    await walk.goTo(6);
    expect(await walk.nextToReview(1)).toBe(0);
    await walk.goTo(0);
    expect(await walk.nextToReview(-1)).toBe(5);
  });
});
