import type { ContractRouterClient } from '@orpc/contract';
import { analysis } from './procedures/analysis.ts';
import { browse } from './procedures/browse.ts';
import { catalog } from './procedures/catalog.ts';
import { coverage } from './procedures/coverage.ts';
import { events } from './procedures/events.ts';
import { exports } from './procedures/export.ts';
import { folders } from './procedures/folders.ts';
import { history } from './procedures/history.ts';
import { ingest } from './procedures/ingest.ts';
import { live } from './procedures/live.ts';
import { machine } from './procedures/machine.ts';
import { media } from './procedures/media.ts';
import { models } from './procedures/models.ts';
import { people } from './procedures/people.ts';
import { photos } from './procedures/photos.ts';
import { preferences } from './procedures/preferences.ts';
import { readings } from './procedures/readings.ts';
import { review } from './procedures/review.ts';
import { search } from './procedures/search.ts';
import { sightings } from './procedures/sightings.ts';
import { sources } from './procedures/sources.ts';
import { startList } from './procedures/start-list.ts';
import { storage } from './procedures/storage.ts';

/**
 * Every procedure of the engine, declared once: what the terminal calls in its own process, the
 * desktop over a message port and browsers over HTTP.
 */
export const contract = {
  analysis,
  events,
  startList,
  search,
  browse,
  photos,
  people,
  coverage,
  sightings,
  review,
  history,
  folders,
  sources,
  ingest,
  export: exports,
  live,
  preferences,
  media,
  readings,
  models,
  machine,
  storage,
  catalog,
};

export type Client = ContractRouterClient<typeof contract>;
