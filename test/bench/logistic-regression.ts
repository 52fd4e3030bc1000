/** One example: inputs, whether it is true, and how much it counts. */
export interface Example {
  readonly inputs: readonly number[];
  readonly truth: boolean;
  readonly weight: number;
}

/** Probability = σ(bias + Σ weight · input), in the units of the inputs. */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

/**
 * Logistic regression with a ridge penalty on the standardised weights, by Newton's method (Bishop,
 * *Pattern Recognition and Machine Learning*, section 4.3.3).
 */
export function fitLogistic(examples: readonly Example[], penalty: number): LogisticModel {
  const size = examples[0]!.inputs.length;
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = range(size).map(
    (j) => examples.reduce((sum, { inputs, weight }) => sum + weight * inputs[j]!, 0) / total,
  );
  const deviation = range(size).map(
    (j) =>
      Math.sqrt(
        examples.reduce((sum, { inputs, weight }) => sum + weight * (inputs[j]! - mean[j]!) ** 2, 0) / total,
      ) || 1,
  );
  const rows = examples.map(({ inputs }) => [...inputs.map((x, j) => (x - mean[j]!) / deviation[j]!), 1]);

  let weights = new Array<number>(size + 1).fill(0);
  for (let round = 0; round < 50; round++) {
    const gradient = weights.map((w, j) => (j < size ? penalty * w : 0));
    const hessian = range(size + 1).map((j) =>
      range(size + 1).map((k) => (j === k ? (j < size ? penalty : 1e-6) : 0)),
    );
    rows.forEach((row, i) => {
      const { truth, weight } = examples[i]!;
      const p = 1 / (1 + Math.exp(-row.reduce((sum, x, j) => sum + x * weights[j]!, 0)));
      const error = weight * (p - (truth ? 1 : 0));
      const curvature = weight * Math.max(1e-6, p * (1 - p));
      for (let j = 0; j <= size; j++) {
        gradient[j]! += error * row[j]!;
        for (let k = 0; k <= size; k++) hessian[j]![k]! += curvature * row[j]! * row[k]!;
      }
    });
    const step = solve(hessian, gradient);
    weights = weights.map((w, j) => w - step[j]!);
    if (Math.max(...step.map(Math.abs)) < 1e-7) break;
  }
  const scaled = range(size).map((j) => weights[j]! / deviation[j]!);
  return {
    bias: scaled.reduce((sum, w, j) => sum - w * mean[j]!, weights[size]!),
    weights: scaled,
  };
}

/** Gauss-Jordan elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let r = i + 1; r < size; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let r = 0; r < size; r++) {
      if (r === i) continue;
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= size; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
