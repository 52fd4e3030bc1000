import { isDeepStrictEqual } from 'node:util';
import type { AnalysisKey } from '../catalog/catalog.ts';
import { defaultBibRules } from '../contract/bib-rules.ts';
import type { Event } from '../contract/event.ts';
import { PIPELINE_VERSION } from './pipeline-version.ts';

/**
 * What findings of this event are computed by and under. Ranges of bibs are no part of it, and neither are
 * rules that say what is assumed anyway: changing them must not analyse every photo again.
 */
export function analysisKey(event: Event): AnalysisKey {
  const rules = event.bibRules && { ...event.bibRules, ranges: [] };
  return {
    pipeline: { version: PIPELINE_VERSION, pack: event.pack },
    bibRules: isDeepStrictEqual(rules, defaultBibRules) ? null : rules,
    embedded: event.faceSearch,
  };
}
