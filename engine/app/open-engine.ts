import path from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { ModelRegistry } from '../inference/model-registry.ts';
import { instantOf } from '../ingest/camera-time.ts';
import { sightingsOf } from '../people/sightings.ts';
import { Analyses } from './analyses.ts';
import { gpuOfMachine, nothingChosen } from './analysis-choice.ts';
import { openAnalysis } from './analysis-pool.ts';
import type { AppContext } from './context.ts';
import { previewFolder } from './data-folder.ts';
import { DataMover } from './data-mover.ts';
import { EventEvidence, followedCatalog } from './event-evidence.ts';
import { ExportPlans } from './export-plans.ts';
import { ExportRuns } from './export-runs.ts';
import { IngestRuns } from './ingest-runs.ts';
import { IngestSources } from './ingest-sources.ts';
import { keptPreferences } from './kept-preferences.ts';
import { lazy } from './lazy.ts';
import { LiveHub } from './live-hub.ts';
import { deviceId, makerOf } from './maker.ts';
import { Pictures } from './pictures.ts';
import { programFolder } from './program-folder.ts';
import { programVersion } from './program-version.ts';
import { Readiness } from './readiness.ts';
import { router } from './router.ts';
import { SampleEvent } from './sample-event.ts';

export interface Engine {
  /** Folder of the catalog and of all that is made. */
  readonly home: string;
  /** Every procedure of the contract, called in this process by a host of the program. */
  readonly client: RouterClient<typeof router>;
  /** What a transport serves to somebody: `router` under the context of who calls. */
  contextFor(caller: AppContext['caller']): AppContext;
  /**
   * Goes on with imports and exports that an earlier program left in the middle. A host that stays open calls it when
   * it starts; whoever watches calls it too.
   */
  goOn(): Promise<void>;
  /** Whether an import or an export is at work: the machine should not sleep. */
  readonly isBusy: boolean;
  /**
   * Ends within seconds: what imports have in hand is finished and the rest is left for the next engine,
   * analysis workers are gone, the catalog is closed.
   */
  close(): Promise<void>;
}

/**
 * Makes an engine that keeps its catalog in `home`. Nothing is opened or started before a procedure
 * needs it. `log` hears of what went wrong and was got over. `resources` is the folder of what the program
 * brings along, `models/` and the sample event.
 */
export function openEngine(
  home: string,
  log: (line: string) => void,
  { resources = programFolder }: { resources?: string } = {},
): Engine {
  // Loaded when it is needed: analysis without a catalog starts without a database.
  const catalog = lazy(async () => {
    const { openSqliteCatalog } = await import('../catalog/sqlite/sqlite-catalog.ts');
    const opened = await openSqliteCatalog(home, { sightingsOf, instantOf });
    return followedCatalog(opened, (eventId) => {
      void settler(eventId).then((evidence) => evidence.soon());
    });
  });
  const device = lazy(() => deviceId(home));
  // What was chosen in the settings; analysis without a catalog goes by the machine alone.
  const choice = async () => {
    const opened = await catalog.made();
    return opened ? keptPreferences(opened) : nothingChosen;
  };
  const models = lazy(() =>
    ModelRegistry.open({
      home,
      programModels: path.join(resources, 'models'),
      log,
      gpu: async () => gpuOfMachine(await choice()),
    }),
  );
  const analyses = new Analyses(async (pack) => openAnalysis(await models.get(), pack, log, await choice()));
  const analysis = (pack: string) => analyses.get(pack);
  const settlers = new Map<string, EventEvidence>();
  const pictures = new Pictures(previewFolder(home));
  const settler = async (eventId: string) => {
    const opened = await catalog.get();
    const settler = settlers.get(eventId) ?? new EventEvidence(opened, eventId, log);
    settlers.set(eventId, settler);
    return settler;
  };
  const runs = new IngestRuns({
    home,
    previews: pictures.folder,
    catalog: catalog.get,
    analysis,
    settler,
    log,
    runChanged: (id, now) => live.runChanged(id, now),
    sourceChanged: (eventId, sourceId) => sources.touch(eventId, sourceId),
  });
  const exportPlans = new ExportPlans(catalog.get);
  const exports = new ExportRuns({
    catalog: catalog.get,
    plans: exportPlans,
    log,
    changed: (id, now) => live.exportChanged(id, now),
  });
  const sources = new IngestSources({
    catalog: catalog.get,
    runs,
    changed: (eventId) => live.sourcesChanged(eventId),
    log,
  });
  const live = new LiveHub({
    version: programVersion,
    catalog: catalog.get,
    runs: async () => {
      await runs.takeUp();
      return runs.unfinished();
    },
    exports: async () => {
      await exports.takeUp();
      return exports.unfinished();
    },
    sources: (eventId) => sources.list(eventId),
    lookForCards: () => sources.look(),
    log,
  });
  const mover = new DataMover({ home, catalog: catalog.get, isBusy: () => runs.isBusy || exports.isBusy });
  const contextFor = (caller: AppContext['caller']): AppContext => ({ ...parts, caller });
  const parts: Omit<AppContext, 'caller'> = {
    home,
    resources,
    catalog: catalog.get,
    closeCatalog: async () => {
      const open = await catalog.made()?.catch(() => null);
      catalog.forget();
      settlers.clear();
      await open?.close();
    },
    maker: async () => makerOf(await catalog.get(), await device.get()),
    models: models.get,
    sample: new SampleEvent({
      folder: process.env['PHOTOFINISH_SAMPLE'] || sampleFolder(resources),
      catalog: catalog.get,
      importPhotos: async (event, path) => {
        const { id: folder } = await client.folders.grant({ path });
        const { id: source } = await client.sources.add({ event, folder });
        await client.ingest.start({ event, source, mode: 'inPlace' });
      },
    }),
    pictures,
    readiness: new Readiness({ catalog: catalog.get, analysis, log }),
    runs,
    exports,
    exportPlans,
    sources,
    mover,
    live,
    settler,
    analysis,
    analyses,
  };
  const client = createRouterClient(router, { context: contextFor('machine') });
  return {
    home,
    client,
    contextFor,
    goOn: async () => {
      await runs.takeUp();
      await exports.takeUp();
    },
    get isBusy() {
      return runs.isBusy || exports.isBusy;
    },
    close: async () => {
      live.close();
      await mover.stop({ forget: false });
      await Promise.all([runs.close(), exports.close()]);
      await Promise.all([...settlers.values()].map((evidence) => evidence.close()));
      await analyses.close();
      await (await catalog.made())?.close();
    },
  };
}

/** A package brings its sample along; a checkout makes one. */
function sampleFolder(resources: string): string {
  return path.join(
    resources,
    ...(path.resolve(resources) === path.resolve(programFolder) ? ['out', 'sample'] : ['sample']),
  );
}
