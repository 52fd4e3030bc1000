import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** One file inside a package of the npm registry. */
export const NpmSource = z.strictObject({
  npm: z.string(),
  version: z.string(),
  /** Subresource integrity of the package's tarball. */
  integrity: z.string().startsWith('sha512-'),
  /** Inside the package. */
  path: z.string(),
});
export type NpmSource = z.infer<typeof NpmSource>;

/** A file that its user obtains, since its licence or its making is theirs: a sentence that says how. */
export const UserSource = z.strictObject({ user: z.string() });

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that the set-up fetches. `file` is relative to a folder of models. */
export const FetchableFile = z.strictObject({
  file: z.string(),
  bytes: z.int().positive(),
  sha256,
  source: NpmSource,
});
export type FetchableFile = z.infer<typeof FetchableFile>;

export const ModelRole = z.enum([
  'faceDetector',
  'faceEmbedder',
  'bibDetector',
  'textDetector',
  'textRecognizer',
]);
export type ModelRole = z.infer<typeof ModelRole>;

/** Which preparation of the input and reading of the output a network needs; never told by its file's name. */
export const ModelArchitecture = z.enum(['retinaface-mnet', 'scrfd', 'arcface', 'yolov8', 'dbnet', 'ctc']);
export type ModelArchitecture = z.infer<typeof ModelArchitecture>;

/**
 * How far a face embedder's output can be trusted by its length, before it is made one: by half at `half`, hardly a
 * few times `step` below it, wholly as far above.
 */
export const EmbeddingTrust = z.strictObject({ half: z.number().positive(), step: z.number().positive() });
export type EmbeddingTrust = z.infer<typeof EmbeddingTrust>;

export const ModelEntry = z.strictObject({
  id: z.string(),
  role: ModelRole,
  architecture: ModelArchitecture,
  licence: z.string(),
  file: z.string(),
  /** Absent where every user has another file. */
  bytes: z.int().positive().optional(),
  sha256: sha256.optional(),
  source: z.union([NpmSource, UserSource]),
  /** Of a face embedder, where it was measured. */
  trust: EmbeddingTrust.optional(),
  /** Of a text recogniser: the file that lists the characters of its classes, one a line. */
  characters: FetchableFile.optional(),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

export const ModelPack = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Whether the set-up fetches it unasked. */
  fetched: z.boolean(),
  /** Model ids. A bib detector is optional everywhere: without its file, text is looked for all over. */
  models: z.partialRecord(ModelRole, z.string()),
});
export type ModelPack = z.infer<typeof ModelPack>;

export const ModelManifest = z.strictObject({ packs: z.array(ModelPack), models: z.array(ModelEntry) });
export type ModelManifest = z.infer<typeof ModelManifest>;

export async function readModelManifest(file: string): Promise<ModelManifest> {
  return ModelManifest.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The files of a model that `fetchModelFiles` can obtain: none of one that its user provides. */
export function fetchableFiles(model: ModelEntry): FetchableFile[] {
  const { file, bytes, sha256, source } = model;
  const network = FetchableFile.safeParse({ file, bytes, sha256, source });
  return [...(network.success ? [network.data] : []), ...(model.characters ? [model.characters] : [])];
}
