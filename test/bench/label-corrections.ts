import type { BibLabel } from './count-readings.ts';

/**
 * Labels of real photos that are wrong beyond doubt, by file: all bibs of that photo as they should
 * be. The published labels are never touched; the benchmark prints both figures.
 */
export const labelCorrections: Readonly<Record<string, readonly BibLabel[]>> = {};
