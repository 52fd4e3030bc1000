import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultBibRules } from '../../engine/contract/bib-rules.ts';
import type { Face } from '../../engine/contract/findings.ts';
import {
  type BibEffort,
  type BibModels,
  type BibOptions,
  type BibPlace,
  findCandidates,
} from '../../engine/vision/bibs/find-candidates.ts';
import { decodePhoto } from '../../engine/vision/decode-photo.ts';
import { type FaceModels, findFaces } from '../../engine/vision/faces/find-faces.ts';
import { laplacianVariance } from '../../engine/vision/sharpness.ts';
import type { LabelledEvent, LabelledPhoto } from './labelled-photos.ts';

/** What vision saw on one photo before anything was judged. */
export interface GatheredPhoto extends LabelledPhoto {
  readonly event: string;
  readonly real: boolean;
  /** Of the upright photo, pixels. */
  readonly width: number;
  readonly height: number;
  readonly sharpness: number;
  /** With their embeddings. */
  readonly faces: readonly Face[];
  readonly places: readonly BibPlace[];
  /** Of the bib steps. */
  readonly milliseconds: number;
}

type Seen = Pick<GatheredPhoto, 'width' | 'height' | 'sharpness' | 'faces' | 'places' | 'milliseconds'>;

/** Raised with the form in which it is kept. */
const form = 2;

const cache = join(import.meta.dirname, '../.cache/places');
const vision = join(import.meta.dirname, '../../engine/vision');

/** Source files that decide what is seen; how it is judged may change without looking again. */
const judging = new Set(['confidence.ts', 'merge-readings.ts', 'read-bibs.ts']);

/**
 * Runs faces and bibs over the photos, one thread. What was seen is kept under the hash of vision's
 * source and of the photo, so that fitting confidence or measuring a race again takes seconds.
 */
export async function gatherPlaces(
  events: readonly LabelledEvent[],
  effort: BibEffort,
  models: { readonly faces: FaceModels; readonly bibs: BibModels },
  progress: (line: string) => void,
): Promise<GatheredPhoto[]> {
  await mkdir(cache, { recursive: true });
  const version = sourceHash();
  const gathered: GatheredPhoto[] = [];
  const total = events.reduce((sum, { photos }) => sum + photos.length, 0);
  for (const { name, real, alphabet, photos } of events) {
    for (const photo of photos) {
      progress(`${effort}: ${gathered.length + 1} of ${total} photos (${name})`);
      const bytes = await readFile(photo.path);
      const key = createHash('sha256')
        .update(version)
        .update(`${effort} ${form}`)
        .update(bytes)
        .digest('hex')
        .slice(0, 24);
      const file = join(cache, `${key}.json`);
      if (existsSync(file)) {
        gathered.push({ ...photo, event: name, real, ...restored(await readFile(file, 'utf8')) });
        continue;
      }
      const seen = await look(bytes, { rules: { ...defaultBibRules, alphabet }, effort }, models);
      await writeFile(`${file}.tmp`, kept(seen));
      await rename(`${file}.tmp`, file);
      gathered.push({ ...photo, event: name, real, ...seen });
    }
  }
  return gathered;
}

async function look(
  bytes: Buffer,
  options: BibOptions,
  models: { readonly faces: FaceModels; readonly bibs: BibModels },
): Promise<Seen> {
  const photo = await decodePhoto(bytes);
  const { faces } = await findFaces(photo, models.faces, { embed: true });
  const { places, timings } = await findCandidates(photo, faces, models.bibs, options);
  return {
    width: photo.width,
    height: photo.height,
    sharpness: laplacianVariance(photo.image),
    faces,
    places,
    milliseconds: timings.bibRegions + timings.bibText,
  };
}

/** Embeddings as base64 of their float32: as text they would take five times as much. */
function kept(seen: Seen): string {
  const faces = seen.faces.map(({ embedding, ...face }) => ({
    ...face,
    embedding:
      embedding &&
      Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength).toString('base64'),
  }));
  return JSON.stringify({ ...seen, faces });
}

function restored(text: string): Seen {
  const { faces, ...seen } = JSON.parse(text) as Omit<Seen, 'faces'> & {
    faces: (Omit<Face, 'embedding'> & { embedding: string | null })[];
  };
  return {
    ...seen,
    faces: faces.map(({ embedding, ...face }) => {
      // A copy of its own: views of 32-bit numbers need an aligned start.
      const bytes = embedding === null ? null : new Uint8Array(Buffer.from(embedding, 'base64'));
      return { ...face, embedding: bytes && new Float32Array(bytes.buffer) };
    }),
  };
}

function sourceHash(): Buffer {
  const hash = createHash('sha256');
  for (const file of readdirSync(vision, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || judging.has(file.split(/[\\/]/).at(-1)!))
      continue;
    hash.update(readFileSync(join(vision, file)));
  }
  return hash.digest();
}
