import { useEffect, useState } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { engine } from '../../engine/connect.ts';
import { useRevision } from '../../stores/events.ts';

/** Holding an arrow key passes photos that nobody looks at: milliseconds that one has to be focused. */
const SETTLED_MS = 40;

/** Everything about a photo, anew whenever the event changes; that of the photo before until it came. */
export function useDetail(event: string, photoId: string | null): PhotoDetail | null {
  const [detail, setDetail] = useState<PhotoDetail | null>(null);
  const revision = useRevision(event);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks for the same photo again.
  useEffect(() => {
    if (photoId === null) return setDetail(null);
    const away = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await engine.photos.get({ event, photoId }, { signal: away.signal });
        if (!away.signal.aborted) setDetail(found);
      } catch {
        // The photo is gone or the connection is; the next revision or line asks again.
        if (!away.signal.aborted) setDetail(null);
      }
    }, SETTLED_MS);
    return () => {
      away.abort();
      clearTimeout(timer);
    };
  }, [event, photoId, revision]);
  return detail?.cell.id === photoId ? detail : null;
}
