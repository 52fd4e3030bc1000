import { AppError } from '../contract/app-error.ts';
import type { ModelArchitecture } from './model-manifest.ts';
import { describeShape, type Session, type Tensor } from './session.ts';

interface Demands {
  /** Of the input; null is a dimension of the model's own choice. */
  readonly input: readonly (number | null)[];
  /** The outputs' number, and each one's dimensions. */
  readonly outputs: number;
  readonly rank: number;
  /** Shape of a warm-up for dimensions that the model leaves free: batch, channels, height, width. */
  readonly warmUp: readonly [number, number, number, number];
  /** From a brightness of 0…255 to what the network takes. */
  readonly normalise: (brightness: number) => number;
}

const toUnit = (brightness: number) => brightness / 255;
const toSigned = (brightness: number) => (brightness - 127.5) / 127.5;

const demands: Readonly<Record<ModelArchitecture, Demands>> = {
  // Three strides of scores, boxes and landmarks, as maps and as rows.
  'retinaface-mnet': {
    input: [1, 3, null, null],
    outputs: 9,
    rank: 4,
    warmUp: [1, 3, 640, 640],
    normalise: (brightness) => brightness,
  },
  scrfd: { input: [1, 3, null, null], outputs: 9, rank: 2, warmUp: [1, 3, 640, 640], normalise: toSigned },
  arcface: { input: [1, 3, 112, 112], outputs: 1, rank: 2, warmUp: [1, 3, 112, 112], normalise: toSigned },
  yolov8: { input: [1, 3, null, null], outputs: 1, rank: 3, warmUp: [1, 3, 640, 640], normalise: toUnit },
  dbnet: { input: [1, 3, null, null], outputs: 1, rank: 4, warmUp: [1, 3, 320, 320], normalise: toSigned },
  ctc: { input: [1, 3, 48, null], outputs: 1, rank: 3, warmUp: [1, 3, 48, 160], normalise: toSigned },
};

/**
 * Refuses a network whose input and outputs are not those of its declared architecture, before its
 * numbers are taken for something that they are not.
 *
 * @throws {AppError} `MODEL_INCOMPATIBLE`
 */
export function requireArchitecture(session: Session, architecture: ModelArchitecture, file: string): void {
  const { input, outputs, rank } = demands[architecture];
  const dims = session.input.dims;
  const takes = describeShape(input.map((dim) => dim ?? '?'));
  const problem =
    dims.length !== input.length ||
    input.some((dim, axis) => dim !== null && typeof dims[axis] === 'number' && dims[axis] !== dim)
      ? `takes ${describeShape(dims)} instead of ${takes}`
      : session.outputs.length !== outputs
        ? `gives ${session.outputs.length} tensors instead of ${outputs}`
        : session.outputs.some(
              (output) => output.dims.length !== rank && !isScrfdBatch(output.dims, architecture),
            )
          ? `gives ${session.outputs.map((output) => describeShape(output.dims)).join(', ')}, not tensors of ${rank} dimensions`
          : null;
  if (problem === null) return;
  throw new AppError(
    'MODEL_INCOMPATIBLE',
    `${file} is declared as ${architecture}, but ${problem}. Name its real architecture in models/manifest.json, or put the right file there.`,
  );
}

/** SCRFD is exported with rows alone, or with a batch in front of them. */
function isScrfdBatch(dims: readonly unknown[], architecture: ModelArchitecture): boolean {
  return architecture === 'scrfd' && dims.length === 3;
}

/**
 * Something to look at: rows of dark seven-segment digits on a shaded ground. On noise a text
 * detector answers zero everywhere, and so would a provider that computes nothing at all.
 */
export function warmUpTensor(session: Session, architecture: ModelArchitecture): Tensor {
  const { warmUp, normalise } = demands[architecture];
  const dims = warmUp.map((usual, axis) => {
    const own = session.input.dims[axis];
    return typeof own === 'number' ? own : usual;
  });
  const [batch = 1, channels = 3, height = 1, width = 1] = dims;
  const data = new Float32Array(batch * channels * height * width);
  for (let plane = 0, at = 0; plane < batch * channels; plane += 1) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1, at += 1) {
        const ground = 170 + (60 * x) / width - 15 * plane;
        data[at] = normalise(isInk(x, y) ? 25 : ground);
      }
    }
  }
  return { data, dims };
}

/** Segments of 0…9, from the least bit: top, upper right, lower right, bottom, lower left, upper left, middle. */
const digits = [0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f];

/** Digits 16 wide and 32 high in strokes of 4, in cells of 24×48 pixels. */
function isInk(x: number, y: number): boolean {
  const left = (x % 24) - 4;
  const top = (y % 48) - 8;
  if (left < 0 || left >= 16 || top < 0 || top >= 32) return false;
  const digit = digits[(Math.floor(x / 24) * 7 + Math.floor(y / 48) * 3) % 10] ?? 0;
  const lit = (segment: number) => ((digit >> segment) & 1) === 1;
  if (top < 4 && lit(0)) return true;
  if (top >= 28 && lit(3)) return true;
  if (top >= 14 && top < 18 && lit(6)) return true;
  const upper = top < 16;
  return (left < 4 && lit(upper ? 5 : 4)) || (left >= 12 && lit(upper ? 1 : 2));
}
