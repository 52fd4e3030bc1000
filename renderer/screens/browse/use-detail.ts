import { useEffect, useState } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { engine } from '../../engine/connect.ts';
import type { BrowseSession } from './browse-session.ts';
import { useBrowse } from './sessions.ts';

/** Holding an arrow key or typing passes photos that nobody looks at: milliseconds that one has to be focused. */
const SETTLED_MS = 120;
/** Details that are kept: several parts of a screen ask for the same photo. */
const KEPT = 8;

const kept = new Map<string, Promise<PhotoDetail>>();

/** A photo at a revision of its event, asked for once. A failure is not kept. */
function detailOf(event: string, photoId: string, revision: number): Promise<PhotoDetail> {
  const key = `${event} ${photoId} ${revision}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const asked = engine.photos.get({ event, photoId });
  kept.set(key, asked);
  asked.catch(() => kept.delete(key));
  for (const old of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(old);
  }
  return asked;
}

/** Everything about a photo, anew whenever the event changes; that of the photo before until it came. */
export function useDetail(session: BrowseSession, photoId: string | null): PhotoDetail | null {
  const { event } = session;
  const [detail, setDetail] = useState<PhotoDetail | null>(null);
  const revision = useBrowse(session, ({ layout }) => layout?.revision ?? 0);
  useEffect(() => {
    if (photoId === null) return setDetail(null);
    const away = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await detailOf(event, photoId, revision);
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
