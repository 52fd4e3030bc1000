import type { ReactNode } from 'react';
import { type IconName, icons } from './icons.ts';

/** An outline in the colour of its text. What it means is said by the text beside it, or by `label`. */
export function Icon({
  name,
  size = 16,
  className,
  label,
}: {
  name: IconName;
  /** CSS pixels at the usual size of text, with which it grows. */
  size?: number;
  className?: string | undefined;
  label?: string;
}): ReactNode {
  const shape: { lines: string; dots?: string } = icons[name];
  const outline = {
    width: `${size / 16}rem`,
    height: `${size / 16}rem`,
    viewBox: '0 0 16 16',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.5,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    className,
  } as const;
  const paths = (
    <>
      <path d={shape.lines} />
      {shape.dots ? <path d={shape.dots} strokeWidth={2.2} /> : null}
    </>
  );
  return label ? (
    <svg {...outline} role="img" aria-label={label}>
      <title>{label}</title>
      {paths}
    </svg>
  ) : (
    <svg {...outline} aria-hidden="true">
      {paths}
    </svg>
  );
}
