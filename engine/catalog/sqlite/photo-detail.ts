import type { Cell } from '../../contract/browse.ts';
import type { RelativeBox } from '../../contract/decision.ts';
import type { Photo } from '../../contract/photo.ts';
import type { DetailFace } from '../../contract/photo-detail.ts';
import { relativeBox } from '../../contract/relative-box.ts';
import type { NamedSighting } from '../../contract/sighting.ts';
import type { Entry } from '../../contract/start-list.ts';
import type { Catalog, DetailedPhoto } from '../catalog.ts';
import { actionsOn } from './actions.ts';
import type { EventIndex, EventIndexes } from './event-index.ts';
import { eventRow } from './events.ts';
import { findingSetKey } from './finding-set.ts';
import { loadCells } from './load-cells.ts';
import { loadPhotos } from './load-photos.ts';
import { findPhoto } from './photos.ts';
import type { Store } from './store.ts';

export function photoDetailMethods(store: Store, indexes: EventIndexes): Pick<Catalog, 'detailedPhoto'> {
  return {
    async detailedPhoto(eventId, photoId) {
      return store.read(() => {
        const event = eventRow(store, eventId);
        const known = findPhoto(store, event.key, photoId);
        if (!known) return null;
        const setKey = findingSetKey(store, event.key, event.pack);
        const photo = loadPhotos(store, setKey, [known.key])[0]!;
        const sightings = sightingsOf(store, event.key, known.key, photo);
        const index = indexes.of(event);
        const frames = burstOf(index, known.key);
        const cells = loadCells(store, setKey, index, frames);
        return {
          cell: cells.get(known.key)!,
          width: photo.findings?.width ?? null,
          height: photo.findings?.height ?? null,
          cameraTime: photo.cameraTime,
          camera: photo.camera,
          exposure: photo.exposure,
          files: photo.files,
          faces: facesOf(photo, sightings),
          sightings,
          burst:
            frames.length > 1
              ? { photos: [...cells.values()], sharpest: sharpestOf(index, frames, cells) }
              : null,
          history: actionsOn(store, event.key, [photo.id, ...photo.aliases]),
          readAt: readAt(store, setKey, known.key),
        } satisfies DetailedPhoto;
      });
    },
  };
}

/** Keys of the photos of a burst in order of time; of a photo that stands alone, its own. */
function burstOf({ columns }: EventIndex, key: number): number[] {
  const slot = columns.slotOfKey(key);
  const burst = slot === undefined ? -1 : columns.bursts.of[slot]!;
  if (burst === -1) return [key];
  return columns.bursts.slots[burst]!.map((frame) => columns.keys[frame]!);
}

function sharpestOf(
  { columns }: EventIndex,
  frames: readonly number[],
  cells: ReadonlyMap<number, Cell>,
): string {
  const sharpness = (key: number) => columns.sharpness[columns.slotOfKey(key)!]!;
  const sharpest = frames.reduce((best, key) => (sharpness(key) > sharpness(best) ? key : best));
  return cells.get(sharpest)!.id;
}

function readAt(store: Store, setKey: number | null, photoKey: number): number | null {
  const text = 'select read_at as readAt from findings where set_key = ? and photo_key = ?';
  return store.query<{ readAt: number | null }>(text, setKey, photoKey)[0]?.readAt ?? null;
}

function facesOf({ findings }: Photo, sightings: readonly NamedSighting[]): DetailFace[] {
  if (findings === null) return [];
  const numbers = new Map(sightings.map(({ faceId, number }) => [faceId, number]));
  return findings.faces.map(({ id, box, quality, sharpness }) => ({
    ...{ id, quality, sharpness },
    box: relativeBox(box, findings),
    number: numbers.get(id) ?? null,
  }));
}

interface SightingRow {
  number: string;
  state: NamedSighting['state'];
  confidence: number;
  box: string | null;
  faceId: string | null;
  readingKey: number | null;
  evidence: string;
}

function sightingsOf(store: Store, eventKey: number, photoKey: number, { findings }: Photo): NamedSighting[] {
  const rows = store.query<SightingRow>(
    `select number, state, confidence, box, face_id as faceId, reading_key as readingKey, evidence
     from sighting where photo_key = ? order by rank`,
    photoKey,
  );
  return rows.map(({ box, readingKey, evidence, ...row }) => {
    const readingId = readingKey === null ? null : String(readingKey);
    const reading = findings?.bibs.find(({ id }) => id === readingId);
    return {
      ...row,
      readingId,
      box: box === null ? null : (JSON.parse(box) as RelativeBox),
      evidence: JSON.parse(evidence),
      // What the photo alone says comes first, where the event or a person said otherwise.
      alternatives: [
        ...(reading ? [{ number: reading.number, probability: reading.confidence }] : []),
        ...(reading?.alternatives ?? []),
      ].filter(({ number }) => number !== row.number),
      entries: store.query<Entry>(
        'select bib, name, category, team, wave from entry where event_key = ? and bib = ? order by key',
        eventKey,
        row.number,
      ),
    };
  });
}
