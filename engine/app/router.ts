import { analysis } from './analysis.ts';
import { browse } from './browse.ts';
import { catalog } from './catalog.ts';
import { coverage } from './coverage.ts';
import { events } from './events.ts';
import { exports } from './exports.ts';
import { folders } from './folders.ts';
import { history } from './history.ts';
import { os } from './implementer.ts';
import { ingest } from './ingest.ts';
import { live } from './live.ts';
import { machine } from './machine.ts';
import { media } from './media.ts';
import { models } from './models.ts';
import { people } from './people.ts';
import { photos } from './photos.ts';
import { preferences } from './preferences.ts';
import { readings } from './readings.ts';
import { review } from './review.ts';
import { search } from './search.ts';
import { sightings } from './sightings.ts';
import { sources } from './sources.ts';
import { startList } from './start-list.ts';
import { storage } from './storage.ts';

/** The whole engine, as every host serves it. */
export const router = os.router({
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
});
