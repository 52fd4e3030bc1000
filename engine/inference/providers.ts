/** What runs a network: onnxruntime's name of an execution provider. */
export type Provider = 'cpu' | 'webgpu' | 'dml' | 'coreml' | 'cuda';

/** What to try before the CPU, in this order. */
const acceleratorsOf: Readonly<Partial<Record<NodeJS.Platform, readonly Provider[]>>> = {
  win32: ['dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
  linux: ['cuda', 'webgpu'],
};

/** `auto` uses a GPU where one proves itself; `true` the same, and says so where none does. */
export type UseGpu = 'true' | 'false' | 'auto';

export function parseUseGpu(value: string | undefined): UseGpu {
  const wanted = value?.trim().toLowerCase() ?? '';
  return wanted === 'true' || wanted === 'false' ? wanted : 'auto';
}

/** The providers to prove on this platform, best first; the CPU needs no proof. */
export function accelerators(platform: NodeJS.Platform, useGpu: UseGpu): readonly Provider[] {
  return useGpu === 'false' ? [] : (acceleratorsOf[platform] ?? []);
}
