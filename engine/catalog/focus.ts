import type { Focus } from '../contract/focus.ts';

const SHARP_FROM = 150;
const SOFT_FROM = 60;

export function focusOf(bestSharpness: number): Focus {
  if (bestSharpness >= SHARP_FROM) return 'sharp';
  return bestSharpness >= SOFT_FROM ? 'soft' : 'blurred';
}
