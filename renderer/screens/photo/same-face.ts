import { useEffect, useState } from 'react';
import type { Cell, Token } from '../../../engine/contract/browse.ts';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import { engine } from '../../engine/connect.ts';

/** Cells that are looked at: the strip shows a few, the evidence counts the numbers of all of them. */
const CELLS = 120;
/** Whoever goes through athletes with a key looks at none of them for so long (milliseconds). */
const RESTS = 120;

/** Other photos of a face. */
export interface SameFace {
  /** Photos beside this one. */
  readonly photos: number;
  /** The most alike first; not more than were looked at. */
  readonly cells: readonly Cell[];
}

export function faceToken(photoId: string, box: RelativeBox): Token {
  return { kind: 'face', place: { photoId, box }, minSimilarity: null };
}

const kept = new Map<string, SameFace>();

/** Other photos of a face; null while they are looked for, or where nobody asks. */
export function useSameFace(
  event: string,
  photo: string,
  box: RelativeBox | null,
  revision: number,
): SameFace | null {
  const [found, setFound] = useState<{ key: string; same: SameFace } | null>(null);
  const key = box === null ? null : `${event} ${photo} ${box.join(' ')}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a box is the same while its numbers are.
  useEffect(() => {
    if (key === null || box === null) return;
    const away = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { cells, photos } = await engine.browse.open(
          { event, tokens: [faceToken(photo, box)], cells: CELLS },
          { signal: away.signal },
        );
        const others = cells
          .filter(({ id }) => id !== photo)
          .sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0));
        const isHere = others.length < cells.length || photos > cells.length;
        const same = { photos: isHere ? photos - 1 : photos, cells: others };
        kept.set(key, same);
        if (kept.size > 60) kept.delete(kept.keys().next().value ?? '');
        setFound({ key, same });
      } catch {
        // No search by face in this event, or no line: then there is no such evidence.
      }
    }, RESTS);
    return () => {
      clearTimeout(timer);
      away.abort();
    };
  }, [key, revision]);
  if (key === null) return null;
  return found?.key === key ? found.same : (kept.get(key) ?? null);
}

/** Of these photos those in which a number is accepted, and how alike the face is in the most alike of them. */
export function withNumber(
  cells: readonly Cell[],
  number: string,
): { photos: number; similarity: number | null } {
  const wearing = cells.filter(({ bibs }) =>
    bibs.some((bib) => bib.number === number && bib.state === 'accepted'),
  );
  return { photos: wearing.length, similarity: wearing[0]?.similarity ?? null };
}
