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
}

/**
 * A loaded network with what its `architecture` in the model manifest says about it.
 *
 * @throws {AppError} `MODEL_INCOMPATIBLE` for an architecture that is no face embedder
 */
export function faceEmbedder({ architecture, run }: { architecture: string; run: RunModel }): FaceEmbedder {
  const normalisation = architectures[architecture];
  if (normalisation) return { normalisation, run };
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
export async function embedFaces(
  aligned: readonly RgbImage[],
  embedder: FaceEmbedder,
): Promise<Float32Array<ArrayBuffer>[]> {
  const embeddings: Float32Array<ArrayBuffer>[] = [];
  for (const face of aligned) {
    const outputs = await embedder.run(toTensor([face], embedder.normalisation));
    const [embedding] = Object.values(outputs);
    if (!embedding) throw new Error('The face embedder has no output.');
    embeddings.push(unitLength(embedding.data));
  }
  return embeddings;
}

function unitLength(vector: Float32Array): Float32Array<ArrayBuffer> {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
