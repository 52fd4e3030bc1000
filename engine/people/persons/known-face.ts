import type { RelativeBox } from '../../contract/decision.ts';

export interface KnownReading {
  readonly id: string;
  readonly number: string;
  readonly confidence: number;
  readonly box: RelativeBox;
}

export interface KnownFace {
  readonly id: string;
  /** Of the catalog. */
  readonly key: number;
  readonly photo: KnownPhoto;
  readonly box: RelativeBox;
  readonly quality: number;
  /** In the store of vectors; −1 where it has none. */
  place: number;
  /** What it was grouped under when it was last kept: the key of a face. */
  kept: number | null;
  /** The number that is read with it or was said of it. */
  vote: { readonly number: string; readonly confidence: number; readonly said: boolean } | null;
  /** A person named the one with this face. */
  named: {
    readonly number: string | null;
    readonly author: string;
    /** Milliseconds since 1970 UTC. */
    readonly at: number;
    /** Of all that was said: the latest counts. */
    readonly order: number;
    readonly decision: string;
  } | null;
}

export interface KnownPhoto {
  readonly id: string;
  readonly name: string;
  readonly takenAt: number | null;
  readonly camera: number | null;
  readonly faces: readonly KnownFace[];
  readings: readonly KnownReading[];
  /** What was kept of it, as text. */
  hints: string | null;
}

/** What tells moments apart for votes: two seconds of one camera, or a photo whose time is not known. */
export function momentOf({ id, takenAt, camera }: KnownPhoto): string {
  return takenAt === null ? id : `${camera ?? ''} ${Math.floor(takenAt / 2000)}`;
}
