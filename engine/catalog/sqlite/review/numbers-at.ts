import type { RelativeBox } from '../../../contract/decision.ts';
import { iou } from '../../../contract/geometry.ts';
import { relativeBox } from '../../../contract/relative-box.ts';
import type { PhotoHints } from '../../../contract/sighting.ts';
import type { Store } from '../store.ts';

/** Boxes that overlap so much are one place, as for decisions. */
const SAME_PLACE_IOU = 0.5;

/** Numbers that were read at a place, or that its face or its burst tell of it. */
export function numbersAt(
  store: Store,
  eventKey: number,
  setKey: number | null,
  { photoId, box, faceId }: { photoId: string; box: RelativeBox; faceId: string | null },
): string[] {
  const readings = store.query<{ number: string; box: string; width: number; height: number }>(
    `select r.current_number as number, r.box, f.width, f.height
     from photo p cross join findings f on f.set_key = ? and f.photo_key = p.key
     cross join bib_reading r on r.findings_key = f.key where p.event_key = ? and p.id = ?`,
    setKey,
    eventKey,
    photoId,
  );
  const [row] = store.query<{ hints: string }>(
    `select h.hints from photo p cross join photo_hint h on h.photo_key = p.key
     where p.event_key = ? and p.id = ? and h.set_key = ?`,
    eventKey,
    photoId,
    setKey,
  );
  const hints: PhotoHints | null = row ? JSON.parse(row.hints) : null;
  const read = readings
    .filter(({ box: place, ...size }) => iou(relativeBox(JSON.parse(place), size), box) >= SAME_PLACE_IOU)
    .map(({ number }) => number);
  const known = hints?.faces.find((face) => face.faceId === faceId)?.numbers ?? [];
  const seen = (hints?.burst ?? []).filter(({ number }) => read.some((part) => number.includes(part)));
  return [...new Set([...read, ...known.map(({ number }) => number), ...seen.map(({ number }) => number)])];
}
