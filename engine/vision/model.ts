/** Dense float32 tensor, row-major. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/**
 * A loaded network, as vision sees it: one input, named outputs. What runs it (onnxruntime, on
 * which provider) is inference's business; a test may pass a plain function.
 */
export type RunModel = (input: Tensor) => Promise<Readonly<Record<string, Tensor>>>;
