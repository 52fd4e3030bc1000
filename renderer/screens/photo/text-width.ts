import { textScale } from '../../components/text-scale.ts';

let measure: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

/** Width of a text as labels on the photo have it, in CSS pixels: of 12 pixels, or as much larger as text is. */
export function textWidth(text: string, bold: boolean): number {
  const style = getComputedStyle(document.documentElement);
  const family = style.getPropertyValue('--font');
  const weight = bold ? style.getPropertyValue('--w-bold') : '400';
  const size = 12 * textScale();
  const key = `${weight} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure === null) return text.length * 7;
  measure.font = `${weight} ${size}px ${family}`;
  const { width } = measure.measureText(text);
  if (widths.size > 2000) widths.clear();
  widths.set(key, width);
  return width;
}
