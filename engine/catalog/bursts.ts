/** Frames of one camera that follow each other within this time, milliseconds, are one burst. */
export const BURST_GAP_MS = 1000;

/** What tells bursts apart. */
export interface Frame {
  /** Milliseconds since 1970 UTC; null where it is not known. */
  readonly takenAt: number | null;
  /** Which camera took it; null where nothing is known of it, and the frame stands alone. */
  readonly camera: number | null;
}

/** Whether two frames, next to each other among the frames of one camera by time, are of one burst. */
export function sameBurst(earlier: Frame, later: Frame): boolean {
  return (
    earlier.camera !== null &&
    earlier.camera === later.camera &&
    earlier.takenAt !== null &&
    later.takenAt !== null &&
    later.takenAt - earlier.takenAt <= BURST_GAP_MS
  );
}

/**
 * Bursts of two frames or more, each in order of time. `frames` are in order of time; those of several
 * cameras may be mixed, since two photographers at one finish line do not end each other's bursts.
 */
export function bursts<F extends Frame>(frames: Iterable<F>): F[][] {
  const open = new Map<number, F[]>();
  const all: F[][] = [];
  for (const frame of frames) {
    if (frame.camera === null) continue;
    const burst = open.get(frame.camera);
    const last = burst?.at(-1);
    if (burst && last && sameBurst(last, frame)) {
      burst.push(frame);
      if (burst.length === 2) all.push(burst);
    } else {
      open.set(frame.camera, [frame]);
    }
  }
  return all;
}
