import { AppError } from '../contract/app-error.ts';
import type { Analysis } from './analysis-pool.ts';
import type { AnalysisAnswer, AnalysisTask } from './analysis-task.ts';

/**
 * One file through the pool. A photo that cannot be analysed is an answer; what keeps every photo from
 * being analysed (no models, a full disk) rejects.
 */
export async function analyzeFile(analysis: Analysis, task: AnalysisTask): Promise<AnalysisAnswer> {
  try {
    return await analysis.pool.run(task);
  } catch (error) {
    if (error instanceof AppError && error.code === 'ANALYSIS_QUARANTINED') {
      return { identified: null, findings: null, error: error.info };
    }
    throw error;
  }
}
