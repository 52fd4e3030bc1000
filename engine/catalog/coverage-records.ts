import type { Coverage } from '../contract/coverage.ts';

/** What Coverage asks of a catalog. */
export interface CoverageRecords {
  /** Which athletes have photos, and which photos show nobody's bib. */
  coverage(eventId: string): Promise<Coverage>;
}
