import type { ErrorInfo } from '../contract/app-error.ts';
import type { ExportProblem, ExportRequest, ExportRun } from '../contract/export.ts';
import type { ExportPhoto } from '../contract/export-photo.ts';

export interface ExportRunRecord {
  readonly id: string;
  readonly event: string;
  readonly name: string;
  /** Absolute folder. */
  readonly destination: string;
  /** What is exported, and how. */
  readonly request: Pick<ExportRequest, 'options' | 'excluded'>;
  readonly state: ExportRun['state'];
  readonly reason: ErrorInfo | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The process that works at it, and when it last said so. */
  readonly owner: string | null;
  readonly beat: number | null;
  /** How far it is, as its owner last said. */
  readonly figures: ExportRun | null;
  readonly problems: readonly ExportProblem[];
}

/** Exports, and the photos as they are exported. */
export interface ExportRecords {
  /** All photos of an event by time. */
  exportPhotos(eventId: string): Promise<ExportPhoto[]>;
  createExport(
    run: Omit<ExportRunRecord, 'endedAt' | 'reason' | 'figures' | 'problems'>,
  ): Promise<ExportRunRecord>;
  exportRun(id: string): Promise<ExportRunRecord | null>;
  /** The latest first. */
  exportRuns(eventId: string): Promise<ExportRunRecord[]>;
  /** Exports of all events that have not ended. */
  unfinishedExports(): Promise<ExportRunRecord[]>;
  /** As `claimRun`. */
  claimExport(
    id: string,
    owner: string,
    options: { now: number; staleBefore: number; gone: readonly string[] },
  ): Promise<boolean>;
  /** As `updateRun`. */
  updateExport(
    id: string,
    changes: Partial<
      Pick<ExportRunRecord, 'state' | 'reason' | 'endedAt' | 'owner' | 'beat' | 'figures' | 'problems'>
    >,
    owner?: string,
  ): Promise<boolean>;
}
