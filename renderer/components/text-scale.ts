/** How much larger than usual text is, by the size that somebody chose or the browser's own. */
export const textScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
