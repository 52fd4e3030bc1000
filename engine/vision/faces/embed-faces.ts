import { AppError } from '../../contract/app-error.ts';
import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { type Normalisation, toTensor } from '../tensor.ts';

const architectures: Readonly<Record<string, Normalisation>> = {
  /** Deng, Guo, Xue, Zafeiriou: *ArcFace: Additive Angular Margin Loss* (CVPR 2019). */
  arcface: { mean: [127.5, 127.5, 127.5], std: [128, 128, 128] },
};

export interface FaceEmbedder {
  readonly normalisation: Normalisation;
  /** N×3×112×112 to N×512, not yet of length one. */
  readonly run: RunModel;
  /** See `trustIn`; null where nobody measured it. */
  readonly trust: EmbeddingTrust | null;
}

/** Length of an output at which half of what it says can be trusted, and how far from there until all or nothing. */
export interface EmbeddingTrust {
  readonly half: number;
  readonly step: number;
}

export interface Embedded {
  /** Of length one. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** 0…1: how far it can be trusted by its length alone. */
  readonly trust: number;
}

/**
 * A loaded network with what its `architecture` in the model manifest says about it.
 *
 * @throws {AppError} `MODEL_INCOMPATIBLE` for an architecture that is no face embedder
 */
export function faceEmbedder({
  architecture,
  run,
  trust,
}: {
  architecture: string;
  run: RunModel;
  trust?: EmbeddingTrust | undefined;
}): FaceEmbedder {
  const normalisation = architectures[architecture];
  if (normalisation) return { normalisation, run, trust: trust ?? null };
  throw new AppError(
    'MODEL_INCOMPATIBLE',
    `The model manifest declares a face embedder as ${architecture}. Declare it as ${Object.keys(architectures).join(' or ')}, if it is one.`,
  );
}

/**
 * Embeddings of length one of aligned faces (see `alignFace`). One face a run: the networks of the
 * default pack accept no other, on a CPU a batch saves nothing, and a crowd of 280 faces in one batch
 * has crashed ONNX Runtime.
 */
export async function embedFaces(aligned: readonly RgbImage[], embedder: FaceEmbedder): Promise<Embedded[]> {
  const embeddings: Embedded[] = [];
  for (const face of aligned) {
    const outputs = await embedder.run(toTensor([face], embedder.normalisation));
    const [embedding] = Object.values(outputs);
    if (!embedding) throw new Error('The face embedder has no output.');
    const length = Math.hypot(...embedding.data);
    embeddings.push({
      embedding: Float32Array.from(embedding.data, (value) => value / length),
      trust: trustIn(length, embedder.trust),
    });
  }
  return embeddings;
}

/**
 * Of a face that blur, noise or a hand leaves little of, networks that were trained with a margin say something
 * short: Meng, Zhao, Huang, Zhou, "MagFace: A Universal Representation for Face Recognition and Quality Assessment"
 * (CVPR 2021), section 3. Noise passes for sharpness by any measure of pixels, and not by this one.
 */
function trustIn(length: number, trust: EmbeddingTrust | null): number {
  return trust === null ? 1 : 1 / (1 + Math.exp((trust.half - length) / trust.step));
}
