import type { BibRules } from '../../contract/bib-rules.ts';
import type { BibReading, Face } from '../../contract/findings.ts';
import type { Box } from '../../contract/geometry.ts';
import type { RunModel } from '../model.ts';
import type { AnalysisImage } from '../rgb-image.ts';
import { alignCtc, decodeCtc } from './ctc.ts';
import { findText } from './find-text.ts';
import { corners, type RotatedRect } from './min-area-rect.ts';
import { cropHeight, cropWidth, recognizeText, type TextRecognizer } from './recognize-text.ts';
import { rectify } from './rectify.ts';

export interface BibModels {
  readonly textDetector: RunModel;
  readonly textRecognizer: TextRecognizer;
  /** A YOLOv8 bib detector, where the user has one. */
  readonly bibDetector?: RunModel;
}

/** How much time to spend on a photo for the sake of accuracy. */
export type BibEffort = 'quick' | 'normal' | 'thorough';

export interface BibOptions {
  readonly rules: BibRules;
  readonly effort: BibEffort;
}

export interface BibFindings {
  readonly readings: BibReading[];
  /** Milliseconds. */
  readonly timings: { readonly bibRegions: number; readonly bibText: number };
}

const frameSide = { quick: 960, normal: 1280, thorough: 1600 } as const satisfies Record<BibEffort, number>;

/** Every bib that can be read in the photo, each number once. Boxes in pixels of the upright photo. */
export async function readBibs(
  photo: AnalysisImage,
  _faces: readonly Face[],
  models: BibModels,
  { rules, effort }: BibOptions,
): Promise<BibFindings> {
  const start = performance.now();
  const boxes = await findText(photo.image, models.textDetector, frameSide[effort]);
  const found = performance.now();
  const crops = boxes.map(({ rect }) =>
    rectify(photo.image, rect, cropWidth(rect.width / rect.height), cropHeight),
  );
  const posteriors = await recognizeText(crops, models.textRecognizer, rules.alphabet);
  const readings = new Map<string, BibReading>();
  for (const [index, { rect }] of boxes.entries()) {
    const [best, ...others] = decodeCtc(posteriors[index]!, rules);
    const aligned = best && alignCtc(posteriors[index]!, best.text);
    if (!aligned) continue;
    const confidence = Math.min(1, ...aligned.map((character) => character.probability));
    if (confidence <= (readings.get(best.text)?.confidence ?? 0.3)) continue;
    readings.set(best.text, {
      number: best.text,
      confidence,
      box: uprightBox(rect, photo),
      sharpness: 0,
      alternatives: others.slice(0, 3).map(({ text, probability }) => ({ number: text, probability })),
      evidence: {},
    });
  }
  return {
    readings: [...readings.values()],
    timings: { bibRegions: found - start, bibText: performance.now() - found },
  };
}

function uprightBox(rect: RotatedRect, { scaleX, scaleY }: AnalysisImage): Box {
  const points = corners(rect);
  const xs = points.map(([x]) => x * scaleX);
  const ys = points.map(([, y]) => y * scaleY);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
