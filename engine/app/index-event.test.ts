import { expect, it } from 'vitest';
import { eventFacts } from '../../test/catalog/samples.ts';
import { BibRules } from '../contract/bib-rules.ts';
import type { Event } from '../contract/event.ts';
import { analysisKey } from './analysis-key.ts';

const event = (bibRules: BibRules | null): Event => ({
  ...eventFacts,
  id: '019a2f00-0000-7000-8000-000000000000',
  createdAt: 0,
  bibRules,
});

it('analyses nothing again for ranges, or for rules that say what is assumed anyway', () => {
  const untold = analysisKey(event(null));
  const ranges = [{ from: 1, to: 4999 }];
  expect(analysisKey(event(BibRules.parse({})))).toEqual(untold);
  expect(analysisKey(event(BibRules.parse({ ranges })))).toEqual(untold);
  const letters = BibRules.parse({ alphabet: '0123456789AB' });
  expect(analysisKey(event(letters))).not.toEqual(untold);
  expect(analysisKey(event({ ...letters, ranges }))).toEqual(analysisKey(event(letters)));
});
