import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionMaker } from '../contract/decision.ts';
import type { ModelRegistry } from '../inference/model-registry.ts';
import type { Analyses } from './analyses.ts';
import type { Analysis } from './analysis-pool.ts';
import type { DataMover } from './data-mover.ts';
import type { EventEvidence } from './event-evidence.ts';
import type { ExportPlans } from './export-plans.ts';
import type { ExportRuns } from './export-runs.ts';
import type { IngestRuns } from './ingest-runs.ts';
import type { IngestSources } from './ingest-sources.ts';
import type { LiveHub } from './live-hub.ts';
import type { Pictures } from './pictures.ts';
import type { Readiness } from './readiness.ts';
import type { SampleEvent } from './sample-event.ts';

/** What use cases work with. Each part is made at its first use: `analyze` needs no catalog. */
export interface AppContext {
  /** Who asks: the program's own hosts, for somebody at a terminal or in a native dialog, or a window. */
  readonly caller: 'machine' | 'window';
  /** Folder of the catalog, and of models that the user adds. */
  readonly home: string;
  /** Folder of what the program brings along: `models/` and the sample event. */
  readonly resources: string;
  catalog(): Promise<Catalog>;
  /** Lets go of the catalog's file; the next `catalog` opens it anew. */
  closeCatalog(): Promise<void>;
  /** Who decides, and on which machine. */
  maker(): Promise<DecisionMaker>;
  models(): Promise<ModelRegistry>;
  readonly sample: SampleEvent;
  /** Thumbnails, previews and crops. */
  readonly pictures: Pictures;
  /** Loads beforehand. */
  readonly readiness: Readiness;
  /** Imports of all events. */
  readonly runs: IngestRuns;
  /** Exports of all events. */
  readonly exports: ExportRuns;
  readonly exportPlans: ExportPlans;
  /** Cards and folders that photos come from. */
  readonly sources: IngestSources;
  /** Moves the data folder to another disk. */
  readonly mover: DataMover;
  /** Tells everybody who watches what changes. */
  readonly live: LiveHub;
  /** What photos of an event say of each other; one for each event, since it remembers. */
  settler(eventId: string): Promise<EventEvidence>;
  /** The processes that analyse with this model pack. */
  analysis(pack: string): Promise<Analysis>;
  /** All of them, to be started anew. */
  readonly analyses: Analyses;
}
