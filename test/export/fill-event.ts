import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openCatalog } from '../catalog/open-catalog.ts';
import { findings, reading } from '../catalog/samples.ts';

/** A photo of an event: what its file holds, and who is in it. */
export interface Shot {
  /** Below the folder of originals. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Whom a person saw in it. */
  readonly bibs?: readonly string[];
  /** Whom only the machine saw, and is not sure of. */
  readonly doubtful?: string;
  readonly flag?: 'pick' | 'reject';
  readonly role?: 'jpeg' | 'raw';
}

const maker = { author: 'ada', device: 'test' };

/** Adds photos to an event as an import and an evening's work would have left them; the first is of second `from`. */
export async function fillEvent(
  { home, event, originals }: { home: string; event: string; originals: string },
  shots: readonly Shot[],
  from = 0,
): Promise<void> {
  const catalog = await openCatalog(home);
  for (const [at, { name, bytes, bibs = [], doubtful, flag, role = 'jpeg' }] of shots.entries()) {
    const path = join(originals, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    const { size, mtimeMs } = await stat(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const takenAt = Date.UTC(2026, 4, 3, 10, 31, from + at);
    await catalog.recordPhotos(event, [
      {
        ...{ id: sha256, aliases: [], camera: null, exposure: null, takenAt },
        files: [{ path, size, modifiedMs: mtimeMs, role, sha256 }],
        cameraTime: new Date(takenAt).toISOString().slice(0, 19),
      },
    ]);
    const place = { photoId: sha256, box: null };
    if (doubtful !== undefined) {
      const { pack } = (await catalog.findEvent(event))!;
      const key = { pipeline: { version: 3, pack }, bibRules: null, embedded: true };
      const seen = findings({ bibs: [reading(doubtful, 0.6)] });
      await catalog.recordFindings(event, sha256, key, seen);
    }
    if (bibs.length > 0) {
      const worn = bibs.map((number) => ({ kind: 'bib', place, number, worn: true }) as const);
      await catalog.act(event, maker, { kind: 'tag', numbers: [...bibs] }, worn);
    }
    if (flag) await catalog.act(event, maker, { kind: 'flag', flag }, [{ kind: 'flag', place, flag }]);
  }
  await catalog.close();
}
