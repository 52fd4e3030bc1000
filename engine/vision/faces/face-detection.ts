import type { Face } from '../../contract/findings.ts';
import type { Tensor } from '../model.ts';
import type { Normalisation } from '../tensor.ts';

/** A face as a network sees it, in pixels of the frame that the network was given. */
export type FaceDetection = Pick<Face, 'box' | 'score' | 'landmarks'>;

/** What a kind of face detector expects and how its outputs are read. */
export interface FaceDetectorArchitecture {
  /** Side of the square frame it looks at, pixels. */
  readonly side: number;
  readonly normalisation: Normalisation;
  /** Faces at or above `minScore` in the frame, overlapping ones not yet suppressed. */
  readonly decode: (outputs: Readonly<Record<string, Tensor>>, minScore: number) => FaceDetection[];
}
