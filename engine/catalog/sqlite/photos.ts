import { parse } from 'node:path';
import { AppError, type ErrorInfo } from '../../contract/app-error.ts';
import type { Camera, NewPhoto, Photo } from '../../contract/photo.ts';
import type { Catalog, FileStat } from '../catalog.ts';
import type { Derivation } from './derive.ts';
import { eventRow, nextRevision } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import { loadPhotos } from './load-photos.ts';
import type { Store } from './store.ts';

const BATCH = 200;

export function photoMethods(
  store: Store,
  derivation: Derivation,
): Pick<
  Catalog,
  | 'unchangedFiles'
  | 'fileSizes'
  | 'recordPhotos'
  | 'recordUnreadableFile'
  | 'unreadableFiles'
  | 'photo'
  | 'photos'
> {
  return {
    async unchangedFiles(eventId, files) {
      const { key } = eventRow(store, eventId);
      const known = new Map(
        store
          .query<FileStat & { id: string }>(
            `select f.path, f.size, f.modified_ms as modifiedMs, p.id
             from json_each(?) wanted cross join file f on f.event_key = ? and f.path = wanted.value
             join photo p on p.key = f.photo_key`,
            JSON.stringify(files.map(({ path }) => path)),
            key,
          )
          .map((row) => [row.path, row]),
      );
      const unchanged = new Map<string, string>();
      for (const { path, size, modifiedMs } of files) {
        const row = known.get(path);
        if (row && row.size === size && row.modifiedMs === modifiedMs) unchanged.set(path, row.id);
      }
      return unchanged;
    },

    async fileSizes(eventId) {
      const { key } = eventRow(store, eventId);
      const rows = store.query<{ size: number }>('select distinct size from file where event_key = ?', key);
      return new Set(rows.map(({ size }) => size));
    },

    async recordPhotos(eventId, photos, { run } = {}) {
      store.write(() => {
        const event = eventRow(store, eventId);
        const revision = nextRevision(store, event.key);
        const deserted = new Set<number>();
        const continued: number[] = [];
        for (const photo of photos) {
          const known = continuePhoto(store, event.key, photo, revision);
          const key = known ?? addPhoto(store, event.key, photo, revision, run);
          if (known !== null) continued.push(known);
          for (const moved of recordFiles(store, event.key, key, photo)) deserted.add(moved);
          nameByFile(store, key);
        }
        for (const key of deserted) {
          forgetIfDeserted(store, event.key, key);
          nameByFile(store, key);
          store.query('update photo set revision = ? where key = ?', revision, key);
        }
        // What was decided under another id belongs to this photo now.
        derivation.photos(event, revision, continued);
      });
    },

    async recordUnreadableFile(eventId, path, { code, message }) {
      store.write(() => {
        const { key } = eventRow(store, eventId);
        nextRevision(store, key);
        store.query('insert or replace into unreadable_file values (?, ?, ?, ?)', key, path, code, message);
      });
    },

    async *unreadableFiles(eventId) {
      const { key } = eventRow(store, eventId);
      let after = '';
      for (;;) {
        const rows = store.query<ErrorInfo & { path: string }>(
          `select path, code, message from unreadable_file
           where event_key = ? and path > ? order by path limit ${BATCH}`,
          key,
          after,
        );
        for (const { path, ...error } of rows) yield { path, error };
        if (rows.length < BATCH) return;
        after = rows.at(-1)!.path;
      }
    },

    async photo(eventId, photoId) {
      return store.read(() => {
        const event = eventRow(store, eventId);
        const known = findPhoto(store, event.key, photoId);
        const setKey = findingSetKey(store, event.key, event.pack);
        return known ? loadPhotos(store, setKey, [known.key])[0]! : null;
      });
    },

    photos: (eventId, { since } = {}) => allPhotos(store, eventId, since),
  };
}

interface PhotoIdentity {
  key: number;
  /** The present one, where the photo was named by an alias. */
  id: string;
}

/** The photo that has this id or alias. */
export function findPhoto(store: Store, eventKey: number, photoId: string): PhotoIdentity | undefined {
  return store.query<PhotoIdentity>(
    `select key, id from photo where event_key = @event and id = @id
     union all
     select p.key, p.id from photo_alias a join photo p on p.key = a.photo_key
     where a.event_key = @event and a.alias = @id
     limit 1`,
    { event: eventKey, id: photoId },
  )[0];
}

/** Keys of the photos that have these ids or aliases; in one statement, since they may be a hundred thousand. */
export function photoKeys(store: Store, eventKey: number, photoIds: Iterable<string>): Map<string, number> {
  const rows = store.query<{ id: string; key: number }>(
    `select wanted.value as id, coalesce(p.key, a.photo_key) as key from json_each(@ids) wanted
     left join photo p on p.event_key = @event and p.id = wanted.value
     left join photo_alias a on a.event_key = @event and a.alias = wanted.value
     where coalesce(p.key, a.photo_key) is not null`,
    { event: eventKey, ids: JSON.stringify([...new Set(photoIds)]) },
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** @throws AppError PHOTO_NOT_FOUND */
export function requirePhoto(store: Store, eventKey: number, photoId: string): PhotoIdentity {
  const photo = findPhoto(store, eventKey, photoId);
  if (photo) return photo;
  throw photoNotFound(photoId);
}

export function photoNotFound(photoId: string): AppError {
  return new AppError(
    'PHOTO_NOT_FOUND',
    `The event has no photo with the id ${photoId}. Index its folder first.`,
  );
}

async function* allPhotos(store: Store, eventId: string, since?: number): AsyncGenerator<Photo> {
  const byTime = since === undefined;
  const order = byTime ? 'taken_order' : 'revision';
  // After everything at revision `since`, whatever its key; before the first photo, whatever its time.
  let last = byTime ? { position: -Infinity, key: 0 } : { position: since, key: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const { rows, photos } = store.read(() => {
      const event = eventRow(store, eventId);
      const rows = store.query<{ key: number; position: number }>(
        `select key, ${order} as position from photo
         where event_key = ? and (${order}, key) > (?, ?) order by ${order}, key limit ${BATCH}`,
        event.key,
        last.position,
        last.key,
      );
      const setKey = findingSetKey(store, event.key, event.pack);
      return {
        rows,
        photos: loadPhotos(
          store,
          setKey,
          rows.map(({ key }) => key),
        ),
      };
    });
    yield* photos;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!;
  }
}

function addPhoto(
  store: Store,
  eventKey: number,
  photo: NewPhoto,
  revision: number,
  run: string | undefined,
): number {
  return store.query<{ key: number }>(
    `insert into photo (event_key, id, taken_at, camera_time, camera_key, exposure, revision, run_id)
     values (?, ?, ?, ?, ?, ?, ?, ?) returning key`,
    eventKey,
    photo.id,
    photo.takenAt,
    photo.cameraTime,
    photo.camera && cameraKey(store, photo.camera),
    photo.exposure && JSON.stringify(photo.exposure),
    revision,
    run ?? null,
  )[0]!.key;
}

/**
 * Brings a photo up to date that is known by the id or an alias, and gives its key; null when there is
 * none. A RAW that was recorded alone goes on under the id of its JPEG; if both were recorded, the
 * JPEG's photo takes over the files of the RAW's.
 */
function continuePhoto(store: Store, eventKey: number, photo: NewPhoto, revision: number): number | null {
  const known = findPhoto(store, eventKey, photo.id)?.key;
  const others = photo.aliases
    .map((alias) => findPhoto(store, eventKey, alias)?.key)
    .filter((key) => key !== undefined);
  const key = known ?? others[0];
  if (key === undefined) return null;
  if (known === undefined) {
    store.query('insert or replace into photo_alias select event_key, id, key from photo where key = ?', key);
    store.query('update photo set id = ?, revision = ? where key = ?', photo.id, revision, key);
  }
  for (const other of new Set(others)) if (other !== key) mergePhotos(store, key, other);
  store.query(
    `update photo set taken_at = coalesce(?, taken_at), camera_time = coalesce(?, camera_time),
       camera_key = coalesce(?, camera_key), exposure = coalesce(?, exposure), revision = ? where key = ?`,
    photo.takenAt,
    photo.cameraTime,
    photo.camera && cameraKey(store, photo.camera),
    photo.exposure && JSON.stringify(photo.exposure),
    revision,
    key,
  );
  return key;
}

/** `key` takes over files and ids of `other`, whose findings go: they are of the same picture. */
function mergePhotos(store: Store, key: number, other: number): void {
  store.query('update file set photo_key = ? where photo_key = ?', key, other);
  store.query('update photo_alias set photo_key = ? where photo_key = ?', key, other);
  store.query(
    'insert or replace into photo_alias select event_key, id, ? from photo where key = ?',
    key,
    other,
  );
  store.query('delete from photo where key = ?', other);
}

/** Stores files and aliases of a photo; gives the photos that its paths belonged to before. */
function recordFiles(store: Store, eventKey: number, photoKey: number, photo: NewPhoto): number[] {
  for (const alias of photo.aliases) {
    store.query(
      `insert or replace into photo_alias select event_key, @alias, key from photo
       where key = @photo and id <> @alias`,
      { alias, photo: photoKey },
    );
  }
  const moved: number[] = [];
  for (const { path, size, modifiedMs, role, sha256 } of photo.files) {
    const [before] = store.query<{ photo_key: number }>(
      'select photo_key from file where event_key = ? and path = ?',
      eventKey,
      path,
    );
    if (before && before.photo_key !== photoKey) moved.push(before.photo_key);
    store.query(
      'insert or replace into file values (?, ?, ?, ?, ?, ?, ?)',
      ...[eventKey, path, photoKey, size, modifiedMs, role, sha256],
    );
    store.query('delete from unreadable_file where event_key = ? and path = ?', eventKey, path);
  }
  return moved;
}

/** A photo is called like its file: the JPEG where there is one. */
function nameByFile(store: Store, photoKey: number): void {
  const [file] = store.query<{ path: string }>(
    'select path from file where photo_key = ? order by role, path limit 1',
    photoKey,
  );
  if (file) store.query('update photo set name = ? where key = ?', parse(file.path).name, photoKey);
}

/** A copy that was still being written when it was first seen must not stay as a broken photo. */
function forgetIfDeserted(store: Store, eventKey: number, photoKey: number): void {
  store.query(
    `with ids(id) as (
       select id from photo where key = @photo union select alias from photo_alias where photo_key = @photo)
     delete from photo where key = @photo
       and not exists (select 1 from file where photo_key = @photo)
       and not exists (select 1 from decision where event_key = @event and photo_id in ids)
       and not exists (select 1 from decision where event_key = @event and other_photo_id in ids)`,
    { photo: photoKey, event: eventKey },
  );
}

function cameraKey(store: Store, { make, model, serial }: Camera): number {
  const camera = { make, model, serial };
  const [known] = store.query<{ key: number }>(
    `select key from camera where coalesce(make, '') = coalesce(@make, '')
       and coalesce(model, '') = coalesce(@model, '') and coalesce(serial, '') = coalesce(@serial, '')`,
    camera,
  );
  if (known) return known.key;
  const text = 'insert into camera (make, model, serial) values (@make, @model, @serial) returning key';
  return store.query<{ key: number }>(text, camera)[0]!.key;
}
