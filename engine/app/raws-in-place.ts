import { open } from 'node:fs/promises';
import type { Catalog } from '../catalog/catalog.ts';
import type { Event } from '../contract/event.ts';
import { hashSource } from '../files/copy-file.ts';
import { type CameraNotes, readCameraNotes } from '../ingest/camera-notes.ts';
import { instantOf } from '../ingest/camera-time.ts';
import type { ShotFile } from './ingest-copier.ts';
import { isSamePress, type RawPairs, rawNotRead } from './raw-pairs.ts';
import type { RunProblems } from './run-problems.ts';

export interface RawsParts {
  readonly catalog: Catalog;
  readonly event: Event;
  readonly sourceId: string;
  readonly pairs: RawPairs;
  readonly problems: RunProblems;
  /** Where a file of the source is now. */
  readonly pathOf: (file: Pick<ShotFile, 'path'>) => string;
  readonly signal: AbortSignal;
}

/** Finds the photo that a RAW file belongs to, where nothing is copied: the JPEG of the same shutter press. */
export class RawsInPlace {
  readonly #parts: RawsParts;
  /** Photos of each shutter press, for its RAW file. */
  readonly #photosOfShot = new Map<string, ShotFile[]>();

  constructor(parts: RawsParts) {
    this.#parts = parts;
  }

  /** A photo was listed. */
  remember(photo: ShotFile): void {
    const shot = shotOf(photo);
    const others = this.#photosOfShot.get(shot);
    if (others) others.push(photo);
    else this.#photosOfShot.set(shot, [photo]);
  }

  /** Once the photos are read: hashing RAW files takes long, and nothing else waits for it. */
  async take(file: ShotFile): Promise<void> {
    const { catalog, event, sourceId, pairs, problems, pathOf, signal } = this.#parts;
    const path = pathOf(file);
    const known = (await catalog.unchangedFiles(event.id, [{ ...file, path }])).get(path);
    const before = known === undefined ? null : await catalog.photoFiles(event.id, known);
    if (before?.files.some(({ role }) => role === 'jpeg')) return;
    const sha256 =
      before?.files.find((other) => other.path === path)?.sha256 ?? (await hashSource(path, { signal }));
    const raw = { path, size: file.size, modifiedMs: file.modifiedMs, role: 'raw' as const, sha256 };
    const notes = await notesOf(path);
    const takenAt = notes.cameraTime === null ? null : instantOf(notes.cameraTime, event.timeZone);
    for (const photo of this.#photosOfShot.get(shotOf(file)) ?? []) {
      const stat = { ...photo, path: pathOf(photo) };
      const photoId = (await catalog.unchangedFiles(event.id, [stat])).get(stat.path);
      const shot = photoId === undefined ? null : await catalog.photo(event.id, photoId);
      const press = { takenAt: shot?.takenAt ?? null, sourceId };
      if (!shot || !isSamePress(press, { takenAt, sourceId })) continue;
      await pairs.attach(shot.id, raw);
      return problems.solved(file.path);
    }
    if (before === null) await pairs.recordLone(raw, notes, rawNotRead(false));
    await problems.note(file, 'warning', rawNotRead(false));
  }
}

function shotOf({ shot }: ShotFile): string {
  return `${shot.folder}/${shot.stem}`;
}

/** Notes of a RAW file stand in its first stretch. */
async function notesOf(path: string): Promise<CameraNotes> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512 * 1024), 0, 512 * 1024, 0);
    return readCameraNotes(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
