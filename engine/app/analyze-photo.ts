import { defaultBibRules } from '../contract/bib-rules.ts';
import type { Findings } from '../contract/findings.ts';
import type { LoadedPack } from '../inference/model-pack.ts';
import type { BibModels } from '../vision/bibs/find-candidates.ts';
import { readBibs } from '../vision/bibs/read-bibs.ts';
import { decodePhoto } from '../vision/decode-photo.ts';
import { faceEmbedder } from '../vision/faces/embed-faces.ts';
import { faceDetector } from '../vision/faces/face-detector.ts';
import { type FaceModels, findFaces } from '../vision/faces/find-faces.ts';
import type { AnalysisImage } from '../vision/rgb-image.ts';
import { laplacianVariance } from '../vision/sharpness.ts';
import type { AnalysisTask } from './analysis-task.ts';

export interface VisionModels {
  readonly faces: FaceModels;
  readonly bibs: BibModels;
}

/** The networks of a pack as vision takes them. */
export function visionModels(pack: LoadedPack): VisionModels {
  return {
    faces: { detector: faceDetector(pack.faceDetector), embedder: faceEmbedder(pack.faceEmbedder) },
    bibs: {
      textDetector: pack.textDetector.run,
      textRecognizer: pack.textRecognizer,
      ...(pack.bibDetector && { bibDetector: pack.bibDetector.run }),
    },
  };
}

/**
 * Every step from encoded bytes to findings. `onDecoded` is given the pixels while the networks are at
 * work, so that a photo is decoded once whatever else is made of it.
 *
 * @throws {AppError} as `decodePhoto` does
 */
export async function analyzePhoto(
  models: VisionModels,
  bytes: Buffer,
  task: Pick<AnalysisTask, 'embed' | 'bibs' | 'bibRules'>,
  onDecoded?: (photo: AnalysisImage) => void,
): Promise<Findings> {
  const start = performance.now();
  const photo = await decodePhoto(bytes);
  onDecoded?.(photo);
  const decoded = performance.now();
  const sharpness = laplacianVariance(photo.image);
  const measured = performance.now();
  const { faces, timings: faceTimings } = await findFaces(photo, models.faces, { embed: task.embed });
  const { readings, timings: bibTimings } = task.bibs
    ? await readBibs(photo, faces, models.bibs, { rules: task.bibRules ?? defaultBibRules, effort: 'normal' })
    : { readings: [], timings: { bibRegions: 0, bibText: 0 } };
  return {
    width: photo.width,
    height: photo.height,
    sharpness,
    faces,
    bibs: readings,
    timings: { decode: decoded - start, sharpness: measured - decoded, ...faceTimings, ...bibTimings },
  };
}
