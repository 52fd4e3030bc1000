import { type ContractRouterClient, eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { Action, HistoryStep } from './action.ts';
import { AnalyzedPhoto } from './analyzed-photo.ts';
import { ErrorInfo } from './app-error.ts';
import {
  BrowseLayout,
  BrowseQuery,
  Cell,
  Facets,
  SavedSearch,
  Selection,
  Suggestion,
  Timeline,
} from './browse.ts';
import { Flag, LabelColour, RelativeBox } from './decision.ts';
import { Event, EventFacts, EventWithCounts } from './event.ts';
import { GrantedFolder, IngestMode, IngestProblem, IngestRun, Source } from './ingest.ts';
import { LiveEvent } from './live.ts';
import { Check, MachineStatus } from './machine.ts';
import { PackStatus } from './model-status.ts';
import { errorMap } from './orpc-errors.ts';
import { Sha256 } from './photo.ts';
import { PhotoDetail } from './photo-detail.ts';
import { Preferences, PreferencesChange } from './preferences.ts';
import { Progress } from './progress.ts';
import { SampleState } from './sample.ts';
import { Paging, SearchFilters, SearchPage } from './search.ts';
import {
  ColumnUse,
  Entry,
  ImportMode,
  StartListDiff,
  StartListPreview,
  StartListRemark,
} from './start-list.ts';

/** An event by its id or its name. */
const EventRef = z.string().min(1);

/** What a person may say of an event; folders are named by the id that they were granted under. */
export const EventChange = EventFacts.omit({ photosFolder: true })
  .partial()
  .extend({ keepIn: z.uuid().nullable().optional() });

export type EventChange = z.infer<typeof EventChange>;

/** What a person may say of a new event; the engine chooses the rest. */
export const NewEvent = EventChange.required({ name: true });

export const StartListReport = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  /** The columns that were taken for each part of an entry, by the names in the file. */
  columns: z.record(z.string(), z.string()),
  remarks: z.array(StartListRemark),
});
export type StartListReport = z.infer<typeof StartListReport>;

export const SearchInput = SearchFilters.omit({ takenFrom: true, takenBefore: true })
  .extend(Paging.shape)
  .extend({
    event: EventRef,
    /** Wall clock at the event, inclusive: `2026-05-03T10:15`, or `10:15` on the event's day. */
    from: z.string().optional(),
    /** As `from`; the minute or second that is named counts. */
    to: z.string().optional(),
    /** Path of an image whose largest face is looked for. */
    faceImage: z.string().optional(),
    /** Id of an indexed face that is looked for. */
    faceId: z.string().optional(),
    /** Cosine; less similar faces are not found. Without it, those that are likelier somebody else. */
    minSimilarity: z.number().min(-1).max(1).optional(),
  });
export type SearchInput = z.infer<typeof SearchInput>;

/**
 * Who may call a procedure. `machine`: it names files of this machine, so only the program's own hosts
 * may, on behalf of somebody at a terminal or in a native dialog, never a window or a browser.
 */
export interface ProcedureMeta {
  readonly callers?: 'machine';
}

const procedure = oc.$meta<ProcedureMeta>({}).errors(errorMap);
const machineOnly = procedure.meta({ callers: 'machine' });

const InEvent = z.object({ event: EventRef });
const OnPhoto = InEvent.extend({ photoId: Sha256 });
const OnSelection = InEvent.extend({ selection: Selection });

/**
 * Every procedure of the engine, declared once: what the terminal calls in its own process, the
 * desktop over a message port and browsers over HTTP.
 */
export const contract = {
  analysis: {
    /** Analyses files and folders without a catalog; photos arrive in the order in which they are done. */
    analyze: machineOnly
      .route({ method: 'POST', path: '/analyze', summary: 'Analyse photos without keeping anything' })
      .input(z.object({ paths: z.array(z.string().min(1)).min(1), embeddings: z.boolean().default(false) }))
      .output(eventIterator(z.object({ photo: AnalyzedPhoto, progress: Progress }))),
    /** Brings an event up to date with folders: only what is new or changed is analysed. */
    index: machineOnly
      .route({ method: 'POST', path: '/events/{event}/index', summary: 'Analyse the photos of an event' })
      .input(
        z.object({
          event: EventRef,
          paths: z.array(z.string().min(1)).min(1),
          /** Analyse again what failed before, too. */
          retry: z.boolean().default(false),
        }),
      )
      .output(
        eventIterator(
          z.object({
            progress: Progress,
            /** The file that just failed; null for every other event. */
            failure: z.object({ file: z.string(), error: ErrorInfo }).nullable(),
          }),
          Progress,
        ),
      ),
  },
  events: {
    list: procedure
      .route({ method: 'GET', path: '/events', summary: 'List events' })
      .output(z.array(EventWithCounts)),
    find: procedure
      .route({ method: 'GET', path: '/events/{event}', summary: 'Find an event by name or id' })
      .input(z.object({ event: EventRef }))
      .output(Event),
    create: procedure
      .route({ method: 'POST', path: '/events', summary: 'Create an event' })
      .input(NewEvent)
      .output(Event),
    update: procedure
      .route({ method: 'PATCH', path: '/events/{event}', summary: 'Change what is said of an event' })
      .input(EventChange.extend({ event: EventRef }))
      .output(Event),
    /** The sample race: whether it can be opened, and the event that it was opened as. */
    sample: procedure
      .route({ method: 'GET', path: '/sample', summary: 'Say whether there is a sample event' })
      .output(SampleState),
    /** Creates the sample event with its start list and starts its import; opens it where it is there already. */
    openSample: procedure
      .route({ method: 'POST', path: '/sample', summary: 'Open the sample event' })
      .output(Event),
  },
  startList: {
    /** For somebody at a terminal: reads a file of this machine, its columns as they are guessed. */
    importFile: machineOnly
      .route({ method: 'POST', path: '/events/{event}/start-list', summary: 'Import a start list' })
      .input(z.object({ event: EventRef, path: z.string().min(1), mode: ImportMode.default('replace') }))
      .output(StartListReport),
    /** What a file holds and how its columns are taken; nothing is kept. */
    preview: procedure
      .route({ method: 'POST', path: '/start-list/preview', summary: 'Look into a start list' })
      .input(z.object({ file: z.file(), uses: z.array(ColumnUse).optional() }))
      .output(StartListPreview),
    /** What importing would change. */
    compare: procedure
      .route({
        method: 'POST',
        path: '/events/{event}/start-list/compare',
        summary: 'Say what an import changes',
      })
      .input(
        InEvent.extend({ file: z.file(), uses: z.array(ColumnUse), mode: ImportMode.default('replace') }),
      )
      .output(StartListDiff),
    import: procedure
      .route({ method: 'POST', path: '/events/{event}/start-list/import', summary: 'Import a start list' })
      .input(
        InEvent.extend({ file: z.file(), uses: z.array(ColumnUse), mode: ImportMode.default('replace') }),
      )
      .output(StartListReport.extend({ action: Action.nullable() })),
    list: procedure
      .route({ method: 'GET', path: '/events/{event}/start-list', summary: 'List the entries of an event' })
      .input(InEvent)
      .output(z.array(Entry.extend({ photos: z.int() }))),
  },
  search: {
    photos: machineOnly
      .route({ method: 'GET', path: '/events/{event}/search', summary: 'Find photos by bib, face, time' })
      .input(SearchInput)
      .output(SearchPage),
    /** Athletes, teams and categories whose name, bib or any word begins like the text. */
    suggest: procedure
      .route({ method: 'GET', path: '/events/{event}/suggestions', summary: 'Suggest what to search for' })
      .input(InEvent.extend({ text: z.string(), limit: z.int().min(1).max(50).default(8) }))
      .output(z.array(Suggestion)),
    /** Faces of a picture from outside, the largest first; neither picture nor faces are kept. */
    face: procedure
      .route({ method: 'POST', path: '/events/{event}/faces', summary: 'Find the faces of a picture' })
      .input(InEvent.extend({ image: z.file() }))
      .output(z.array(z.object({ box: RelativeBox, quality: z.number(), embedding: z.string() }))),
  },
  browse: {
    open: procedure
      .route({
        method: 'POST',
        path: '/events/{event}/browse',
        summary: 'Lay out the photos that a query finds',
      })
      .input(BrowseQuery.extend({ cells: z.int().min(0).max(500).default(60) }))
      .output(BrowseLayout),
    /** Cells of a layout. Where the event has moved on so far that the layout is gone, of the present one. */
    cells: procedure
      .route({ method: 'POST', path: '/events/{event}/browse/cells', summary: 'Show a stretch of a layout' })
      .input(BrowseQuery.extend({ revision: z.int(), first: z.int().min(0), count: z.int().min(1).max(500) }))
      .output(z.object({ revision: z.int(), cells: z.array(Cell) })),
    /** Ids of a layout's photos from one cell to another, both included. */
    ids: procedure
      .route({ method: 'POST', path: '/events/{event}/browse/ids', summary: 'Name the photos of a layout' })
      .input(BrowseQuery.extend({ revision: z.int(), first: z.int().min(0), last: z.int().min(0) }))
      .output(z.array(Sha256)),
    /** Where a photo is in a layout; null where it is not. */
    find: procedure
      .route({ method: 'POST', path: '/events/{event}/browse/find', summary: 'Find a photo in a layout' })
      .input(BrowseQuery.extend({ revision: z.int(), photoId: Sha256 }))
      .output(z.object({ revision: z.int(), index: z.int().nullable() })),
    timeline: procedure
      .route({ method: 'POST', path: '/events/{event}/browse/timeline', summary: 'Count photos by time' })
      .input(BrowseQuery)
      .output(Timeline),
    facets: procedure
      .route({ method: 'POST', path: '/events/{event}/browse/facets', summary: 'Count photos by collection' })
      .input(BrowseQuery)
      .output(Facets),
    saved: procedure
      .route({ method: 'GET', path: '/events/{event}/searches', summary: 'List saved searches' })
      .input(InEvent)
      .output(z.array(SavedSearch)),
    save: procedure
      .route({ method: 'POST', path: '/events/{event}/searches', summary: 'Save a search' })
      .input(SavedSearch.omit({ id: true }).extend({ event: EventRef }))
      .output(z.object({ saved: SavedSearch, action: Action })),
    removeSaved: procedure
      .route({ method: 'DELETE', path: '/events/{event}/searches/{id}', summary: 'Remove a saved search' })
      .input(InEvent.extend({ id: z.uuid() }))
      .output(Action),
  },
  photos: {
    get: procedure
      .route({ method: 'GET', path: '/events/{event}/photos/{photoId}', summary: 'Show one photo' })
      .input(OnPhoto)
      .output(PhotoDetail),
    setStars: procedure
      .route({ method: 'POST', path: '/events/{event}/photos/stars', summary: 'Rate photos' })
      .input(OnSelection.extend({ stars: z.int().min(0).max(5) }))
      .output(Action),
    setFlag: procedure
      .route({ method: 'POST', path: '/events/{event}/photos/flag', summary: 'Pick or reject photos' })
      .input(OnSelection.extend({ flag: Flag.nullable() }))
      .output(Action),
    setLabel: procedure
      .route({ method: 'POST', path: '/events/{event}/photos/label', summary: 'Label photos with a colour' })
      .input(OnSelection.extend({ label: LabelColour.nullable() }))
      .output(Action),
  },
  sightings: {
    /** This number is worn at that place. */
    accept: procedure
      .route({ method: 'POST', path: '/events/{event}/sightings/accept', summary: 'Accept a sighting' })
      .input(OnPhoto.extend({ number: z.string().trim().min(1).max(20), box: RelativeBox.nullable() }))
      .output(Action),
    /** It is not. */
    reject: procedure
      .route({ method: 'POST', path: '/events/{event}/sightings/reject', summary: 'Reject a sighting' })
      .input(OnPhoto.extend({ number: z.string().trim().min(1).max(20), box: RelativeBox.nullable() }))
      .output(Action),
    /** Another number is worn there. */
    correct: procedure
      .route({ method: 'POST', path: '/events/{event}/sightings/correct', summary: 'Correct a number' })
      .input(
        OnPhoto.extend({
          from: z.string().trim().min(1).max(20),
          to: z.string().trim().min(1).max(20),
          box: RelativeBox.nullable(),
        }),
      )
      .output(Action),
    /** Somebody whom the machine missed: in a box of one photo, or anywhere in each of several. */
    tag: procedure
      .route({ method: 'POST', path: '/events/{event}/sightings/tag', summary: 'Tag athletes in photos' })
      .input(
        OnSelection.extend({
          numbers: z.array(z.string().trim().min(1).max(20)).min(1),
          box: RelativeBox.nullable(),
        }),
      )
      .output(Action),
  },
  history: {
    /** What was done in an event, newest first. */
    list: procedure
      .route({ method: 'GET', path: '/events/{event}/history', summary: 'List what was done' })
      .input(InEvent.extend({ limit: z.int().min(1).max(500).default(100) }))
      .output(z.array(Action)),
    /** Takes back the latest action that is not undone, or the one that is named. */
    undo: procedure
      .route({ method: 'POST', path: '/events/{event}/history/undo', summary: 'Undo' })
      .input(InEvent.extend({ action: z.uuid().optional() }))
      .output(HistoryStep),
    /** Does again what was undone last, unless something else was done since. */
    redo: procedure
      .route({ method: 'POST', path: '/events/{event}/history/redo', summary: 'Redo' })
      .input(InEvent)
      .output(HistoryStep),
  },
  folders: {
    /** Lets a window use a folder that a person chose or dropped, by the id that comes back. */
    grant: machineOnly
      .route({ method: 'POST', path: '/folders', summary: 'Grant a folder' })
      .input(z.object({ path: z.string().min(1) }))
      .output(GrantedFolder),
  },
  sources: {
    /** Cards that are connected, and folders that were added, with what the event has of them. */
    list: procedure
      .route({ method: 'GET', path: '/events/{event}/sources', summary: 'List cards and folders' })
      .input(InEvent)
      .output(z.array(Source)),
    /** Adds a folder that was granted. A folder that is a card's becomes that card. */
    add: procedure
      .route({ method: 'POST', path: '/events/{event}/sources', summary: 'Add a folder' })
      .input(InEvent.extend({ folder: z.uuid() }))
      .output(Source),
    forget: procedure
      .route({ method: 'DELETE', path: '/events/{event}/sources/{source}', summary: 'Forget a folder' })
      .input(InEvent.extend({ source: z.uuid() }))
      .output(z.void()),
    rescan: procedure
      .route({
        method: 'POST',
        path: '/events/{event}/sources/rescan',
        summary: 'Look for cards and photos again',
      })
      .input(InEvent)
      .output(z.array(Source)),
  },
  ingest: {
    start: procedure
      .route({ method: 'POST', path: '/events/{event}/runs', summary: 'Import a card or folder' })
      .input(InEvent.extend({ source: z.uuid(), mode: IngestMode }))
      .output(IngestRun),
    runs: procedure
      .route({ method: 'GET', path: '/events/{event}/runs', summary: 'List imports, the latest first' })
      .input(InEvent)
      .output(z.array(IngestRun)),
    pause: procedure
      .route({ method: 'POST', path: '/runs/{run}/pause', summary: 'Pause an import' })
      .input(z.object({ run: z.uuid() }))
      .output(IngestRun),
    resume: procedure
      .route({ method: 'POST', path: '/runs/{run}/resume', summary: 'Go on with an import' })
      .input(z.object({ run: z.uuid() }))
      .output(IngestRun),
    /** Ends a run. What was copied and read stays. */
    cancel: procedure
      .route({ method: 'POST', path: '/runs/{run}/cancel', summary: 'End an import' })
      .input(z.object({ run: z.uuid() }))
      .output(IngestRun),
    problems: procedure
      .route({ method: 'GET', path: '/events/{event}/problems', summary: 'List files that need a look' })
      .input(InEvent)
      .output(z.array(IngestProblem)),
    /** Tries one problem again, or all that can be tried. */
    retry: procedure
      .route({ method: 'POST', path: '/events/{event}/problems/retry', summary: 'Try files again' })
      .input(InEvent.extend({ problem: z.string().optional() }))
      .output(z.object({ retried: z.int() })),
    /** A warning that a person has seen. */
    dismiss: procedure
      .route({ method: 'POST', path: '/events/{event}/problems/dismiss', summary: 'Dismiss a warning' })
      .input(InEvent.extend({ problem: z.string() }))
      .output(z.void()),
  },
  live: {
    watch: procedure
      .route({ method: 'GET', path: '/live', summary: 'Watch what changes' })
      .output(eventIterator(LiveEvent)),
  },
  preferences: {
    get: procedure
      .route({ method: 'GET', path: '/preferences', summary: 'Read preferences' })
      .output(Preferences),
    set: procedure
      .route({ method: 'PATCH', path: '/preferences', summary: 'Change preferences' })
      .input(PreferencesChange)
      .output(Preferences),
  },
  media: {
    /** The file that a picture's address stands for, made where it does not exist yet; null where it cannot be. */
    locate: machineOnly
      .route({ method: 'POST', path: '/media', summary: 'Find the file of a picture' })
      .input(z.object({ address: z.string() }))
      .output(z.object({ path: z.string(), type: z.string(), immutable: z.boolean() }).nullable()),
  },
  readings: {
    /** What the event knows by now, one photo at a time, confidence settled by the event's own statistics. */
    list: procedure
      .route({
        method: 'GET',
        path: '/events/{event}/readings',
        summary: 'Read what was found, photo by photo',
      })
      .input(z.object({ event: EventRef }))
      .output(eventIterator(AnalyzedPhoto)),
  },
  models: {
    list: procedure
      .route({ method: 'GET', path: '/models', summary: 'List model packs and the state of each model' })
      .output(z.array(PackStatus)),
  },
  machine: {
    doctor: procedure
      .route({ method: 'GET', path: '/doctor', summary: 'Say what this machine can do, and what is missing' })
      .output(z.array(Check)),
    status: procedure
      .route({ method: 'GET', path: '/status', summary: 'Say how this machine is' })
      .output(MachineStatus),
  },
};

export type Client = ContractRouterClient<typeof contract>;
