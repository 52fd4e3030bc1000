import type { RunModel } from '../model.ts';
import type { RgbImage } from '../rgb-image.ts';
import { type Normalisation, toTensor } from '../tensor.ts';

/** By the `architecture` that the model manifest states. */
export const faceEmbedders = {
  /** Deng, Guo, Xue, Zafeiriou: *ArcFace: Additive Angular Margin Loss* (CVPR 2019). */
  arcface: { mean: [127.5, 127.5, 127.5], std: [128, 128, 128] },
} as const satisfies Record<string, Normalisation>;

export interface FaceEmbedder {
  readonly architecture: keyof typeof faceEmbedders;
  /** N×3×112×112 to N×512, not yet of length one. */
  readonly run: RunModel;
}

/**
 * Embeddings of length one of aligned faces (see `alignFace`). One face a run: the networks of the
 * default pack accept no other, on a CPU a batch saves nothing, and a crowd of 280 faces in one batch
 * has crashed ONNX Runtime.
 */
export async function embedFaces(
  aligned: readonly RgbImage[],
  embedder: FaceEmbedder,
): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (const face of aligned) {
    const outputs = await embedder.run(toTensor([face], faceEmbedders[embedder.architecture]));
    const [embedding] = Object.values(outputs);
    if (!embedding) throw new Error('The face embedder has no output.');
    embeddings.push(unitLength(embedding.data));
  }
  return embeddings;
}

function unitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
