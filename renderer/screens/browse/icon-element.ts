import { type IconName, icons } from '../../components/icons.ts';

const SVG = 'http://www.w3.org/2000/svg';
const made = new Map<string, SVGElement>();

/** The same as `Icon`, for what is drawn without React. */
export function iconElement(name: IconName, size: number): SVGElement {
  const key = `${name} ${size}`;
  let icon = made.get(key);
  if (icon === undefined) {
    icon = document.createElementNS(SVG, 'svg');
    const attributes = {
      width: `${size / 16}rem`,
      height: `${size / 16}rem`,
      viewBox: '0 0 16 16',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.5,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': true,
    };
    for (const [attribute, value] of Object.entries(attributes)) icon.setAttribute(attribute, String(value));
    const shape: { lines: string; dots?: string } = icons[name];
    icon.append(path(shape.lines));
    if (shape.dots !== undefined) icon.append(path(shape.dots, 2.2));
    made.set(key, icon);
  }
  return icon.cloneNode(true) as SVGElement;
}

function path(lines: string, width?: number): SVGElement {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', lines);
  if (width !== undefined) element.setAttribute('stroke-width', String(width));
  return element;
}
