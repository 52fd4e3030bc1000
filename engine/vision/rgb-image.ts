/** Interleaved 8-bit RGB, row-major, upright: `data.length === width · height · 3`. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A photo at the size that analysis works on. Multiply x by `scaleX` and y by `scaleY` to get from
 * pixels of `image` to pixels of the upright photo: shrink-on-load rounds each axis on its own.
 */
export interface AnalysisImage {
  readonly image: RgbImage;
  /** Of the upright photo, pixels. */
  readonly width: number;
  readonly height: number;
  readonly scaleX: number;
  readonly scaleY: number;
}
