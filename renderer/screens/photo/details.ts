import { useEffect, useState } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import { useRevision } from '../../stores/events.ts';
import { useHistory } from '../../stores/history.ts';

/** Photos whose details are kept: those around the one that is shown, and where somebody came from. */
const KEPT = 24;

const kept = new Map<string, PhotoDetail>();

function keep(event: string, detail: PhotoDetail): void {
  const key = `${event} ${detail.cell.id}`;
  kept.delete(key);
  kept.set(key, detail);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) return;
    kept.delete(oldest);
  }
}

/**
 * Everything about a photo: what was known of it at once, and the present state as soon as it is read,
 * anew whenever the event changes or somebody did something. `error` says why it could not be read.
 */
export function usePhotoDetail(
  event: string,
  photo: string,
): { readonly detail: PhotoDetail | null; readonly error: string | null } {
  const [read, setRead] = useState<{ photo: string; detail: PhotoDetail | null; error: string | null }>();
  const revision = useRevision(event);
  const step = useHistory(({ last }) => last?.step ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the event asks for the same photo again.
  useEffect(() => {
    const away = new AbortController();
    engine.photos
      .get({ event, photoId: photo }, { signal: away.signal })
      .then((detail) => {
        keep(event, detail);
        if (!away.signal.aborted) setRead({ photo, detail, error: null });
      })
      .catch((error: unknown) => {
        if (away.signal.aborted) return;
        setRead((before) => ({
          photo,
          // What was read before is still right where only the line broke.
          detail: before?.photo === photo ? before.detail : null,
          error: sentenceOf(error),
        }));
      });
    return () => away.abort();
  }, [event, photo, revision, step]);
  if (read?.photo === photo) return read;
  return { detail: kept.get(`${event} ${photo}`) ?? null, error: null };
}

/** Has the details and previews of photos ready before they are asked for; what was fetched before is not again. */
export function preload(
  event: string,
  photos: readonly string[],
  address: (photo: string) => string,
): () => void {
  const away = new AbortController();
  const pictures = photos.map((photo) => {
    const picture = new Image();
    picture.decoding = 'async';
    picture.src = address(photo);
    return picture;
  });
  for (const photo of photos) {
    if (kept.has(`${event} ${photo}`)) continue;
    engine.photos.get({ event, photoId: photo }, { signal: away.signal }).then(
      (detail) => keep(event, detail),
      () => {},
    );
  }
  return () => {
    away.abort();
    // A picture that has not come yet would hold up the one that somebody went to.
    for (const picture of pictures) if (!picture.complete) picture.src = '';
  };
}
