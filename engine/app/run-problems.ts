import type { Catalog } from '../catalog/catalog.ts';
import type { ErrorInfo } from '../contract/app-error.ts';
import type { ListedFile } from '../ingest/list-source.ts';

export interface ProblemsParts {
  readonly catalog: Catalog;
  readonly eventId: string;
  readonly sourceId: string;
  readonly run: string;
  /** There are others than before. */
  readonly changed: () => void;
}

/** The files of one source that need a look, and may do no more. */
export class RunProblems {
  readonly #parts: ProblemsParts;
  #paths = new Set<string>();

  constructor(parts: ProblemsParts) {
    this.#parts = parts;
  }

  /** What earlier imports left. */
  async load(): Promise<void> {
    const { catalog, eventId, sourceId } = this.#parts;
    const problems = await catalog.problems(eventId);
    this.#paths = new Set(problems.flatMap((problem) => (problem.sourceId === sourceId ? problem.path : [])));
  }

  async note(
    { path, size, modifiedMs }: Pick<ListedFile, 'path' | 'size' | 'modifiedMs'>,
    level: 'error' | 'warning',
    error: ErrorInfo,
  ): Promise<void> {
    const { catalog, eventId, sourceId, run, changed } = this.#parts;
    const what = { path, size, modifiedMs, level, error, retryable: level === 'error' };
    await catalog.recordProblem(eventId, { sourceId, run, ...what });
    this.#paths.add(path);
    changed();
  }

  async solved(path: string): Promise<void> {
    if (!this.#paths.delete(path)) return;
    const { catalog, eventId, sourceId, changed } = this.#parts;
    await catalog.solveProblem(eventId, sourceId, path);
    changed();
  }
}

export function videoNotSearched(copied: boolean): ErrorInfo {
  return {
    code: 'VIDEO_NOT_SEARCHED',
    message: `Video${copied ? ': copied and verified,' : ':'} not searched.`,
  };
}
