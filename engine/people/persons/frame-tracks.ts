import type { KnownFace, KnownPhoto } from './known-face.ts';

/** Frames of one camera farther apart are no neighbours, milliseconds. */
const APART_MS = 700;
/** A face moves by so many of its widths from frame to frame, and so many more a second. */
const DRIFT = { frame: 0.6, second: 2.5 } as const;
const MOST_GROWTH = 1.35;

/** The frames of each camera in order of time, and which face of one is about where another was. */
export class FrameTracks {
  readonly #frames = new Map<number, KnownPhoto[]>();
  readonly #known = new Map<KnownFace, readonly number[]>();

  add(photo: KnownPhoto): void {
    const { camera, takenAt } = photo;
    if (camera === null || takenAt === null) return;
    let frames = this.#frames.get(camera);
    if (!frames) {
      frames = [];
      this.#frames.set(camera, frames);
    }
    frames.splice(placeIn(frames, photo), 0, photo);
    this.#forgetNear(photo);
  }

  remove(photo: KnownPhoto): void {
    this.#forgetNear(photo);
    const frames = photo.camera === null ? undefined : this.#frames.get(photo.camera);
    const at = frames?.indexOf(photo) ?? -1;
    if (at !== -1) frames!.splice(at, 1);
  }

  /** Frames of the same camera within so many milliseconds, in order of time. */
  near(photo: KnownPhoto, milliseconds: number): KnownPhoto[] {
    const { camera, takenAt } = photo;
    const frames = camera === null ? undefined : this.#frames.get(camera);
    if (!frames || takenAt === null) return [];
    const near: KnownPhoto[] = [];
    const at = placeIn(frames, photo);
    for (let i = at - 1; i >= 0 && takenAt - frames[i]!.takenAt! <= milliseconds; i--)
      near.unshift(frames[i]!);
    for (let i = at; i < frames.length && frames[i]!.takenAt! - takenAt <= milliseconds; i++) {
      if (frames[i] !== photo) near.push(frames[i]!);
    }
    return near;
  }

  /** Places of the faces that are about where this one is, in the frame before and the frame after. */
  of(face: KnownFace): readonly number[] {
    const known = this.#known.get(face);
    if (known) return known;
    const { photo } = face;
    const near = this.near(photo, APART_MS);
    const before = near.findLast((other) => isBefore(other, photo));
    const after = near.find((other) => !isBefore(other, photo));
    const places = [before, after].flatMap((frame) => {
      const next = frame && matchIn(frame, face);
      // It has to be the match of its match: two side by side are not told apart by where they are.
      return next && next.place !== -1 && matchIn(photo, next) === face ? [next.place] : [];
    });
    this.#known.set(face, places);
    return places;
  }

  #forgetNear(photo: KnownPhoto): void {
    for (const frame of [photo, ...this.near(photo, APART_MS)]) {
      for (const face of frame.faces) this.#known.delete(face);
    }
  }
}

/** The only face of a frame that is about where a face of another one is. */
function matchIn(frame: KnownPhoto, { box, photo }: KnownFace): KnownFace | null {
  const seconds = Math.abs(frame.takenAt! - photo.takenAt!) / 1000;
  const reach = box[2] * (DRIFT.frame + DRIFT.second * seconds);
  let found: KnownFace | null = null;
  for (const face of frame.faces) {
    const growth = face.box[2] / box[2];
    if (growth > MOST_GROWTH || growth < 1 / MOST_GROWTH) continue;
    const [x, y] = [middle(face.box, 0) - middle(box, 0), middle(face.box, 1) - middle(box, 1)];
    if (Math.hypot(x, y) > reach) continue;
    if (found) return null;
    found = face;
  }
  return found;
}

function middle(box: KnownFace['box'], axis: 0 | 1): number {
  return box[axis] + box[axis + 2]! / 2;
}

function placeIn(frames: readonly KnownPhoto[], photo: KnownPhoto): number {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(frames[middle]!, photo)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(a: KnownPhoto, b: KnownPhoto): boolean {
  return a.takenAt! < b.takenAt! || (a.takenAt === b.takenAt && a.id < b.id);
}
