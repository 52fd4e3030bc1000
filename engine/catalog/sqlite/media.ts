import type { PhotoFile } from '../../contract/photo.ts';
import type { MediaRecords } from '../media-records.ts';
import { eventRow } from './events.ts';
import { findPhoto } from './photos.ts';
import type { Store } from './store.ts';

export function mediaMethods(store: Store): MediaRecords {
  return {
    async photoFiles(eventId, photoId) {
      return store.read(() => {
        const photo = findPhoto(store, eventRow(store, eventId).key, photoId);
        if (!photo) return null;
        const files = store.query<PhotoFile>(
          `select path, size, modified_ms as modifiedMs, role, sha256
           from file where photo_key = ? order by role, path`,
          photo.key,
        );
        return { id: photo.id, files };
      });
    },

    async facePlace(eventId, faceId) {
      const [row] = store.query<{ photoId: string; box: string; width: number; height: number }>(
        `select p.id as photoId, face.box, f.width, f.height
         from face join findings f on f.key = face.findings_key join photo p on p.key = f.photo_key
         where face.id = ? and p.event_key = ?`,
        faceId,
        eventRow(store, eventId).key,
      );
      return row ? { ...row, box: JSON.parse(row.box) } : null;
    },
  };
}
