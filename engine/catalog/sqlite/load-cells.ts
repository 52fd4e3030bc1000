import type { ErrorCode } from '../../contract/app-error.ts';
import type { Cell, CellBib } from '../../contract/browse.ts';
import type { Flag, LabelColour } from '../../contract/decision.ts';
import { focusOf } from '../focus.ts';
import type { EventIndex } from './event-index.ts';
import type { Store } from './store.ts';

/** What a search adds to a cell. */
export interface Found {
  /** Whether a number is what was searched for. */
  readonly isHit: (number: string) => boolean;
  /** The most similar face of a photo, by the photo's key. */
  readonly faces: ReadonlyMap<number, { readonly faceId: string; readonly similarity: number }>;
}

export const nothingSearched: Found = { isHit: () => false, faces: new Map() };

interface CellRow {
  key: number;
  id: string;
  name: string;
  takenAt: number | null;
  stars: number;
  flag: Flag | null;
  label: LabelColour | null;
  findings: number | null;
  width: number | null;
  height: number | null;
  sharpness: number | null;
  faces: number;
  code: ErrorCode | null;
  message: string | null;
}

/**
 * Cells of some photos by their keys, for the grid, the film strip and one photo alike. A photo that is gone is
 * not in the answer. `setKey` is that of the findings that count.
 */
export function loadCells(
  store: Store,
  setKey: number | null,
  index: EventIndex,
  keys: readonly number[],
  found: Found = nothingSearched,
): Map<number, Cell> {
  const list = JSON.stringify(keys);
  const rows = store.query<CellRow>(
    `select p.key, p.id, p.name, p.taken_at as takenAt, p.stars, p.flag, p.label, f.key as findings, f.width, f.height,
       f.best_sharpness as sharpness, (select count(*) from face where findings_key = f.key) as faces,
       x.code, x.message
     from json_each(@list) wanted
     cross join photo p on p.key = wanted.value
     left join findings f on f.set_key = @set and f.photo_key = p.key
     left join failure x on x.set_key = @set and x.photo_key = p.key`,
    { list, set: setKey },
  );
  const bibs = bibsOf(store, list, found);
  return new Map(
    rows.map((row) => {
      const { key, id, name, takenAt, stars, flag, label, faces, width, height, sharpness, code, message } =
        row;
      const face = found.faces.get(key);
      const ready = row.findings !== null;
      return [
        key,
        {
          id,
          name,
          takenAt,
          aspect: width !== null && height !== null ? width / height : null,
          state: ready ? 'ready' : code !== null ? 'failed' : 'reading',
          reason: !ready && code !== null && message !== null ? { code, message } : null,
          stars,
          flag,
          label,
          focus: sharpness === null ? null : focusOf(sharpness),
          faces,
          bibs: bibs.get(key) ?? [],
          burst: burstOf(index, key),
          similarity: face?.similarity ?? null,
          matchedFace: face?.faceId ?? null,
        },
      ];
    }),
  );
}

function burstOf({ columns }: EventIndex, key: number): Cell['burst'] {
  const slot = columns.slotOfKey(key);
  const burst = slot === undefined ? -1 : columns.bursts.of[slot]!;
  if (slot === undefined || burst === -1) return null;
  const frames = columns.bursts.slots[burst]!;
  return { size: frames.length, position: frames.indexOf(slot) + 1 };
}

/** Each number once, the surest; those searched for first, then by confidence. */
function bibsOf(store: Store, keys: string, { isHit }: Found): Map<number, CellBib[]> {
  const rows = store.query<{
    photo: number;
    number: string;
    state: 'accepted' | 'review';
    confidence: number;
  }>(
    `select s.photo_key as photo, s.number, s.state, s.confidence
     from json_each(?) wanted cross join sighting s on s.photo_key = wanted.value
     where s.state <> 'rejected' order by s.state, s.confidence desc, s.rank`,
    keys,
  );
  const bibs = new Map<number, CellBib[]>();
  for (const { photo, number, state, confidence } of rows) {
    const list = bibs.get(photo) ?? [];
    bibs.set(photo, list);
    if (list.some((bib) => bib.number === number)) continue;
    list.push({ number, state, confidence, hit: isHit(number) });
  }
  for (const list of bibs.values()) {
    list.sort((a, b) => Number(b.hit) - Number(a.hit) || b.confidence - a.confidence);
  }
  return bibs;
}
