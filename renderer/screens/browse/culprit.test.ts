import { describe, expect, it } from 'vitest';
import type { BrowseQuery } from '../../../engine/contract/browse.ts';
import { emptyQuery } from './browse-session.ts';
import { culpritOf } from './culprit.ts';

const names = { timeZone: 'Europe/Vienna', cameras: [{ id: '1', name: 'R5', photos: 10 }] };
const asked = (change: Partial<BrowseQuery>): BrowseQuery => ({ ...emptyQuery('e'), ...change });
const bib = (text: string) => ({ kind: 'bib' as const, text });

describe('culpritOf', () => {
  it('blames the filter that leaves nothing of what a bib finds', () => {
    const query = asked({ tokens: [bib('349')], filters: { focus: ['soft'] } });
    const without = [
      { what: 'tokens.0', photos: 34 },
      { what: 'filters.focus', photos: 451 },
    ];
    expect(culpritOf({ without }, query, names)).toEqual({
      label: 'Soft',
      without: { filters: {} },
      rest: { label: 'bib 349', photos: 34 },
    });
  });

  it('blames bibs that nobody wears, together', () => {
    const query = asked({ tokens: [bib('9998'), bib('9999')], filters: { minStars: 3 } });
    const without = [
      { what: 'tokens.0', photos: 0 },
      { what: 'tokens.1', photos: 0 },
      { what: 'filters.minStars', photos: 12 },
    ];
    expect(culpritOf({ without }, query, names)).toMatchObject({
      label: 'bib 9998 or bib 9999',
      without: { tokens: [], text: '' },
    });
  });

  it('blames text that means nothing', () => {
    expect(culpritOf({ without: [] }, asked({ text: 'xyzzy' }), names)?.without).toEqual({
      tokens: [],
      text: '',
    });
  });

  it('takes a whole filter away, and says no count that it does not know', () => {
    const query = asked({
      tokens: [bib('1')],
      filters: { cameras: ['1'], focus: ['soft', 'blurred'], takenFrom: 0, takenBefore: 60_000 },
    });
    const without = [
      { what: 'filters.time', photos: 1 },
      { what: 'tokens.0', photos: 5 },
      { what: 'filters.cameras', photos: 10 },
      { what: 'filters.focus', photos: 20 },
    ];
    const culprit = culpritOf({ without }, query, names);
    expect(culprit?.without).toEqual({ filters: { cameras: ['1'], focus: ['soft', 'blurred'] } });
    expect(culprit?.rest).toBeNull();
  });
});
