import type { RunModel } from '../model.ts';
import { resize } from '../resize.ts';
import type { RgbImage } from '../rgb-image.ts';
import { decodeTextMap, type TextBox, textDetectorInput, textDetectorStride } from './dbnet.ts';

/**
 * Lines of text anywhere in the image, found with the image resized (enlarged too) so that its longer
 * side is `longestSide`. Boxes come back in pixels of `image`.
 */
export async function findText(image: RgbImage, detector: RunModel, longestSide: number): Promise<TextBox[]> {
  const scale = longestSide / Math.max(image.width, image.height);
  const fitted = (side: number) =>
    Math.max(1, Math.round((side * scale) / textDetectorStride)) * textDetectorStride;
  const frame = await resize(image, fitted(image.width), fitted(image.height));
  const boxes = await detectText(frame, detector);
  const scaleX = image.width / frame.width;
  const scaleY = image.height / frame.height;
  return boxes.map(({ rect, score }) => ({
    score,
    // The two scales differ by rounding alone, so the angle is left as it is.
    rect: {
      cx: rect.cx * scaleX,
      cy: rect.cy * scaleY,
      width: rect.width * scaleX,
      height: rect.height * scaleY,
      angle: rect.angle,
    },
  }));
}

/** Lines of text in an image whose sides are multiples of `textDetectorStride`, as it is. */
export async function detectText(frame: RgbImage, detector: RunModel): Promise<TextBox[]> {
  const [map] = Object.values(await detector(textDetectorInput(frame)));
  if (!map) throw new Error('the text detector gave no output');
  return decodeTextMap(map.data, frame.width, frame.height);
}
