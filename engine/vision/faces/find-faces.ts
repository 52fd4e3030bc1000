import type { Face } from '../../contract/findings.ts';
import type { Box, Point } from '../../contract/geometry.ts';
import type { AnalysisImage } from '../rgb-image.ts';
import { laplacianVariance } from '../sharpness.ts';
import { alignFace } from './align-face.ts';
import { detectFaces } from './detect-faces.ts';
import { embedFaces, type FaceEmbedder } from './embed-faces.ts';
import type { FaceDetector } from './face-detector.ts';
import { faceQuality } from './face-quality.ts';

export interface FaceModels {
  readonly detector: FaceDetector;
  readonly embedder: FaceEmbedder;
}

export interface FaceOptions {
  /** False where the event has face search off: no embedding is computed then. */
  readonly embed: boolean;
}

export interface FaceFindings {
  /** Best score first, in pixels of the upright photo. */
  readonly faces: Face[];
  /** Milliseconds; `faces` is detection, sharpness and quality, `embed` alignment and embedding. */
  readonly timings: { readonly faces: number; readonly embed: number };
}

/** Every face of a photo, with its embedding where wanted. */
export async function findFaces(
  photo: AnalysisImage,
  models: FaceModels,
  { embed }: FaceOptions,
): Promise<FaceFindings> {
  const start = performance.now();
  const detections = await detectFaces(photo.image, models.detector);
  const measured = detections.map((detection) => ({
    ...detection,
    sharpness: laplacianVariance(photo.image, detection.box),
  }));
  const detected = performance.now();
  const aligned = embed ? detections.map(({ landmarks }) => alignFace(photo.image, landmarks)) : [];
  const embeddings = await embedFaces(aligned, models.embedder);
  const embedded = performance.now();
  return {
    faces: measured.map((face, index) => {
      const { embedding = null, trust = 1 } = embeddings[index] ?? {};
      const quality = faceQuality(face.box, face.landmarks, face.sharpness) * trust;
      return { ...face, ...inPhoto(face, photo), quality, embedding };
    }),
    timings: { faces: detected - start, embed: embedded - detected },
  };
}

function inPhoto(
  { box: [x, y, width, height], landmarks }: Pick<Face, 'box' | 'landmarks'>,
  { scaleX, scaleY }: AnalysisImage,
): { box: Box; landmarks: Face['landmarks'] } {
  const point = (index: 0 | 1 | 2 | 3 | 4): Point => [
    landmarks[index][0] * scaleX,
    landmarks[index][1] * scaleY,
  ];
  return {
    box: [x * scaleX, y * scaleY, width * scaleX, height * scaleY],
    landmarks: [point(0), point(1), point(2), point(3), point(4)],
  };
}
