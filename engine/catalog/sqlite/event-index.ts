import type { Selectable } from 'kysely';
import type { Flag, LabelColour } from '../../contract/decision.ts';
import type { Camera } from '../../contract/photo.ts';
import { compareBibs } from '../browse/bib-order.ts';
import { Directory, type ListedEntry } from '../browse/directory.ts';
import { PhotoColumns, type PhotoState, type SeenBib } from '../browse/photo-columns.ts';
import { findingSetKey } from './finding-set.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

type EventRow = Selectable<Schema['event']>;

/** Events whose columns are kept: 30 MB for 100,000 photos. */
const KEPT_EVENTS = 3;

/** The columns of the events that were browsed last. */
export class EventIndexes {
  readonly #store: Store;
  readonly #kept = new Map<number, EventIndex>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The event as it is now. To be called, and used, within one transaction. */
  of(event: EventRow): EventIndex {
    let index = this.#kept.get(event.key);
    this.#kept.delete(event.key);
    index ??= new EventIndex(this.#store, event.key);
    index.catchUp(event);
    this.#kept.set(event.key, index);
    if (this.#kept.size > KEPT_EVENTS) this.#kept.delete(this.#kept.keys().next().value!);
    return index;
  }
}

/**
 * What browsing needs of one event, in memory. It follows the event by the revisions of its photos: what
 * changed is read again, and everything only when photos are gone.
 */
export class EventIndex {
  columns = new PhotoColumns();
  /** The event's, that this is a state of. */
  revision = -1;
  readonly #store: Store;
  readonly #eventKey: number;
  #directory: { text: string; revision: number; directory: Directory } | null = null;
  #cameraNames: ReadonlyMap<number, string> = new Map();

  constructor(store: Store, eventKey: number) {
    this.#store = store;
    this.#eventKey = eventKey;
  }

  catchUp(event: EventRow): void {
    if (event.revision === this.revision) return;
    if (this.revision >= 0) {
      this.#read(event, this.revision);
      const [row] = this.#store.query<{ photos: number }>(
        'select count(*) as photos from photo where event_key = ?',
        this.#eventKey,
      );
      if (row!.photos !== this.columns.size) this.revision = -1;
    }
    if (this.revision < 0) {
      this.columns = new PhotoColumns();
      this.#cameraNames = new Map();
      this.#read(event, null);
    }
    this.revision = event.revision;
  }

  /** The start list, as of this revision. */
  get directory(): Directory {
    if (this.#directory?.revision === this.revision) return this.#directory.directory;
    const [row] = this.#store.query<{ text: string }>(
      `select json_group_array(json_array(bib, name, category, team)) as text from entry where event_key = ?`,
      this.#eventKey,
    );
    const { text } = row!;
    // Most changes of an event are not of its start list.
    const directory =
      this.#directory?.text === text ? this.#directory.directory : new Directory(entriesOf(text));
    this.#directory = { text, revision: this.revision, directory };
    return directory;
  }

  /** Names of the cameras of the event's photos, no two alike. */
  get cameraNames(): ReadonlyMap<number, string> {
    const keys = this.columns.cameraKeys;
    // What a camera wrote of itself does not change.
    if (this.#cameraNames.size !== keys.size) {
      const rows = this.#store.query<Camera & { key: number }>(
        'select key, make, model, serial from camera where key in (select value from json_each(?))',
        JSON.stringify([...keys]),
      );
      this.#cameraNames = cameraNames(rows);
    }
    return this.#cameraNames;
  }

  #read(event: EventRow, since: number | null): void {
    const parameters = {
      event: this.#eventKey,
      set: findingSetKey(this.#store, event.key, event.pack),
      since,
    };
    const bibs = this.#bibs(parameters);
    // Row by row: 100,000 rows at once cost more to be collected than to be read.
    for (const row of this.#store.iterate<Row>(since === null ? ALL_PHOTOS : CHANGED_PHOTOS, parameters)) {
      this.columns.put({
        key: row.key,
        id: row.id,
        takenAt: row.takenAt,
        camera: row.camera,
        run: row.run,
        state: stateOf(row),
        sharpness: row.sharpness,
        faces: row.faces,
        read: row.findings,
        stars: row.stars,
        flag: row.flag,
        label: row.label,
        bibs: bibs.get(row.key) ?? [],
      });
    }
  }

  /** Bibs of each photo that shows any: one row a number, since photos are many and numbers few. */
  #bibs(parameters: Parameters): Map<number, SeenBib[]> {
    const bibs = new Map<number, SeenBib[]>();
    const source =
      parameters.since === null
        ? 'sighting s where s.event_key = @event'
        : 'photo p cross join sighting s on s.photo_key = p.key where p.event_key = @event and p.revision > @since';
    const rows = this.#store.query<{ number: string; review: number; photos: string }>(
      `select s.number, s.state = 'review' as review, json_group_array(s.photo_key) as photos
       from ${source} and s.state <> 'rejected' group by s.number, s.state`,
      parameters,
    );
    for (const { number, review, photos } of rows) {
      const bib = { number, review: review === 1 };
      for (const photo of JSON.parse(photos) as number[]) {
        const list = bibs.get(photo);
        if (list) list.push(bib);
        else bibs.set(photo, [bib]);
      }
    }
    return bibs;
  }
}

/** `since`: revision of the event; what changed after it is read, or everything where it is null. */
interface Parameters {
  readonly event: number;
  readonly set: number | null;
  readonly since: number | null;
}

interface Row {
  key: number;
  id: string;
  takenAt: number | null;
  camera: number | null;
  run: string | null;
  stars: number;
  flag: Flag | null;
  label: LabelColour | null;
  findings: number | null;
  sharpness: number | null;
  failure: string | null;
  faces: number;
}

const PHOTOS = `
  select p.key, p.id, p.taken_at as takenAt, p.camera_key as camera, p.run_id as run, p.stars, p.flag, p.label,
    f.key as findings, f.best_sharpness as sharpness, x.code as failure,
    (select count(*) from face where findings_key = f.key) as faces
  from photo p
  left join findings f on f.set_key = @set and f.photo_key = p.key
  left join failure x on x.set_key = @set and x.photo_key = p.key
  where p.event_key = @event`;
const ALL_PHOTOS = `${PHOTOS} order by p.taken_order, p.key`;
const CHANGED_PHOTOS = `${PHOTOS} and p.revision > @since`;

function stateOf({ findings, failure }: Row): PhotoState {
  if (findings !== null) return 'ready';
  if (failure === null) return 'reading';
  return failure === 'RAW_NOT_READ' ? 'notRead' : 'failed';
}

function entriesOf(text: string): ListedEntry[] {
  const rows: [string, string | null, string | null, string | null][] = JSON.parse(text);
  return rows
    .map(([bib, name, category, team]) => ({ bib, name, category, team }))
    .sort((a, b) => compareBibs(a.bib, b.bib));
}

/**
 * Make and model, the make once (`Canon EOS R3`); where two cameras are alike, with as much of the end of
 * their serial numbers as tells them apart (`Canon EOS R3 …0113`): the whole is longer than a pane is wide.
 */
function cameraNames(cameras: readonly (Camera & { key: number })[]): Map<number, string> {
  const named = cameras.map(({ key, make, model, serial }) => {
    const [brand = ''] = (make ?? '').split(' ');
    const full = model ?? '';
    const startsWithBrand = full.toLowerCase().startsWith(brand.toLowerCase());
    return { key, serial, name: startsWithBrand ? full : `${brand} ${full}`.trim() };
  });
  const alike = Map.groupBy(named, ({ name }) => name);
  return new Map(
    named.map(({ key, name, serial }) => {
      const others = alike.get(name)!.filter((other) => other.key !== key);
      if (others.length === 0 && name !== '') return [key, name];
      return [key, `${name} ${serial === null ? key : endOf(serial, others)}`.trim()];
    }),
  );
}

/** The end of a serial number that no other has, of four characters at least. */
function endOf(serial: string, others: readonly { readonly serial: string | null }[]): string {
  for (let length = 4; length + 1 < serial.length; length++) {
    const end = serial.slice(-length);
    if (others.every((other) => !other.serial?.endsWith(end))) return `…${end}`;
  }
  return serial;
}
