/**
 * Raised with every change after which the same pixels may give other findings: photos that were
 * analysed by an older version are then analysed again.
 */
export const PIPELINE_VERSION = 2;
