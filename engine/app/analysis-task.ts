import type { ErrorInfo } from '../contract/app-error.ts';
import type { BibRules } from '../contract/bib-rules.ts';
import type { Findings } from '../contract/findings.ts';
import type { LoadReport, PreparedModel } from '../inference/model-pack.ts';
import type { IdentifiedFile } from './identify-file.ts';

/** What an analysis worker is asked to do. Plain data: it crosses a process border. */
export interface AnalysisTask {
  readonly path: string;
  /** The photo itself, where it is in no file and should be in none: a picture to search with. */
  readonly bytes?: Uint8Array;
  /** Whether faces are embedded. */
  readonly embed: boolean;
  /** Whether bibs are read; only faces are wanted of an image to search with. */
  readonly bibs: boolean;
  /** What the event's bibs look like; null where nobody said. */
  readonly bibRules: BibRules | null;
  /** Folder that thumbnail and preview are written to, where they are wanted. */
  readonly previews?: string;
}

/** What a worker answers. Never pixels, and never a rejection for a photo that cannot be read. */
export type AnalysisAnswer =
  | {
      readonly identified: IdentifiedFile;
      readonly findings: Findings;
      /** Whether its previews were written; those that were not are made when somebody looks. */
      readonly previewed: boolean;
      readonly error: null;
    }
  | { readonly identified: IdentifiedFile | null; readonly findings: null; readonly error: ErrorInfo };

/** What a worker is started with. */
export interface WorkerSetup {
  readonly models: readonly PreparedModel[];
  /** Threads of each inference session. */
  readonly threads: number;
}

/** What a worker says once its models are loaded. */
export interface WorkerReport {
  readonly loads: readonly LoadReport[];
  /** What went wrong on the way and was got over. */
  readonly remarks: readonly string[];
}
