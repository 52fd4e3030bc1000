let measure: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Width of a text of 12 CSS pixels as labels on the photo have it, in CSS pixels. */
export function textWidth(text: string, bold: boolean): number {
  const style = getComputedStyle(document.documentElement);
  const family = style.getPropertyValue('--font');
  const weight = bold ? style.getPropertyValue('--w-bold') : '400';
  const key = `${weight} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure === null) return text.length * 7;
  measure.font = `${weight} 12px ${family}`;
  const { width } = measure.measureText(text);
  if (widths.size > 2000) widths.clear();
  widths.set(key, width);
  return width;
}
