import { describe, expect, it } from 'vitest';
import { addTokens, bibTokens } from './token-text.ts';

const bib = (text: string) => ({ kind: 'bib' as const, text });

describe('bibTokens', () => {
  it('reads numbers, beginnings, ranges and lists of them', () => {
    expect(bibTokens('349')).toEqual([bib('349')]);
    expect(bibTokens('12*')).toEqual([bib('12*')]);
    expect(bibTokens('7,12,300-340')).toEqual([bib('7'), bib('12'), bib('300-340')]);
    expect(bibTokens(' 7 ; 12  or 300 – 340, ')).toEqual([bib('7'), bib('12'), bib('300-340')]);
  });

  it('leaves to the engine what may be a name', () => {
    for (const text of ['', ' , ', 'Holt', '349 Holt', 'A12', '12**', '*', '3-'])
      expect(bibTokens(text)).toBeNull();
  });
});

describe('addTokens', () => {
  it('adds no token twice', () => {
    const tokens = addTokens(
      [bib('a12'), { kind: 'team', team: 'Harbour' }],
      [bib('A12'), { kind: 'team', team: 'harbour' }, bib('12')],
    );
    expect(tokens).toEqual([bib('a12'), { kind: 'team', team: 'Harbour' }, bib('12')]);
  });
});
