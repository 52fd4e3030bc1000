import { AppError } from '../../contract/app-error.ts';
import type { RunModel } from '../model.ts';
import type { FaceDetectorArchitecture } from './face-detection.ts';
import { retinaFace } from './retinaface.ts';
import { scrfd } from './scrfd.ts';

/** By the `architecture` that the model manifest states. */
const architectures: Readonly<Record<string, FaceDetectorArchitecture>> = {
  'retinaface-mnet': retinaFace,
  scrfd,
};

export interface FaceDetector extends FaceDetectorArchitecture {
  readonly run: RunModel;
}

/**
 * A loaded network with what its `architecture` in the model manifest says about it.
 *
 * @throws {AppError} `MODEL_INCOMPATIBLE` for an architecture that is no face detector
 */
export function faceDetector({ architecture, run }: { architecture: string; run: RunModel }): FaceDetector {
  const known = architectures[architecture];
  if (known) return { ...known, run };
  throw new AppError(
    'MODEL_INCOMPATIBLE',
    `The model manifest declares a face detector as ${architecture}. Declare it as ${Object.keys(architectures).join(' or ')}, whichever it is.`,
  );
}
