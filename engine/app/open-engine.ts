import { createRouterClient, type RouterClient } from '@orpc/server';
import { ModelRegistry } from '../inference/model-registry.ts';
import { type Analysis, openAnalysis } from './analysis-pool.ts';
import type { AppContext } from './context.ts';
import { EventSettler } from './event-settler.ts';
import { lazy } from './lazy.ts';
import { router } from './router.ts';

export interface Engine {
  /** Every procedure of the contract, called in this process. */
  readonly client: RouterClient<typeof router>;
  /** Ends analysis workers and closes the catalog. */
  close(): Promise<void>;
}

/**
 * Makes an engine that keeps its catalog in `home`. Nothing is opened or started before a procedure
 * needs it. `log` hears of what went wrong and was got over.
 */
export function openEngine(home: string, log: (line: string) => void): Engine {
  // Loaded when it is needed: analysis without a catalog starts without a database.
  const catalog = lazy(async () => {
    const { openSqliteCatalog } = await import('../catalog/sqlite/sqlite-catalog.ts');
    return openSqliteCatalog(home);
  });
  const models = lazy(() => ModelRegistry.open({ home, log }));
  const analyses = new Map<string, ReturnType<typeof lazy<Analysis>>>();
  const settlers = new Map<string, EventSettler>();
  const context: AppContext = {
    home,
    catalog: catalog.get,
    models: models.get,
    settler: async (eventId) => {
      const opened = await catalog.get();
      const settler = settlers.get(eventId) ?? new EventSettler(opened, eventId);
      settlers.set(eventId, settler);
      return settler;
    },
    analysis: (pack) => {
      const analysis = analyses.get(pack) ?? lazy(async () => openAnalysis(await models.get(), pack, log));
      analyses.set(pack, analysis);
      return analysis.get();
    },
  };
  return {
    client: createRouterClient(router, { context }),
    close: async () => {
      await Promise.all([...analyses.values()].map(async ({ made }) => (await made())?.pool.close()));
      await (await catalog.made())?.close();
    },
  };
}
