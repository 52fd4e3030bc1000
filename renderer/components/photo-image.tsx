import { type ReactNode, type Ref, useState } from 'react';
import type { SheetKind } from '../../engine/contract/picture-sheet.ts';
import { t } from '../../messages/format.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './photo-image.css';

/** Longest side of a small picture, pixels. */
const SMALL = 240;

/** The picture that has as many pixels as one needs that is so wide or high at most, CSS pixels. */
export const fittingKind = (side: number): SheetKind =>
  side * devicePixelRatio <= SMALL ? 'small' : 'thumb';

/** Addresses of pictures, the same in the desktop and in a browser: relative to the page. */
export const media = {
  /** Of the `fittingKind`. */
  fitting: (event: string, photo: string, side: number): string => media[fittingKind(side)](event, photo),
  /** Longest side 240 px. */
  small: (event: string, photo: string): string => `media/${event}/small/${photo}`,
  /** Longest side 480 px. */
  thumb: (event: string, photo: string): string => `media/${event}/thumb/${photo}`,
  /** Longest side 2048 px or less. */
  preview: (event: string, photo: string): string => `media/${event}/preview/${photo}`,
  original: (event: string, photo: string): string => `media/${event}/original/${photo}`,
  face: (event: string, face: string): string => `media/${event}/face/${face}`,
  /** `[x, y, width, height]` as shares of the photo, cut from the preview. */
  region: (event: string, photo: string, box: readonly number[]): string =>
    `media/${event}/region/${photo}?box=${box.map((n) => +n.toFixed(4)).join(',')}`,
};

/** A picture by its address: a grey field until it is there, a sign where it could not be had. */
export function PhotoImage({
  src,
  alt,
  fit = 'contain',
  eager = false,
  className,
  ref,
}: {
  src: string;
  /** Name of the photo; empty where text beside it says the same. */
  alt: string;
  fit?: 'contain' | 'cover';
  /** Fetched at once, wherever it is. */
  eager?: boolean;
  className?: string | undefined;
  ref?: Ref<HTMLImageElement>;
}): ReactNode {
  const [shown, setShown] = useState<{ src: string; state: 'ready' | 'failed' } | null>(null);
  const state = shown?.src === src ? shown.state : 'loading';
  return (
    <span className={classNames('photo-image', `photo-image--${state}`, `photo-image--${fit}`, className)}>
      {state === 'failed' ? (
        <span className="photo-image__failed" role="img" aria-label={t('image.failed', { name: alt })}>
          <Icon name="image" />
        </span>
      ) : (
        <img
          ref={ref}
          key={src}
          src={src}
          alt={alt}
          decoding="async"
          draggable={false}
          loading={eager ? 'eager' : 'lazy'}
          onLoad={() => setShown({ src, state: 'ready' })}
          onError={() => setShown({ src, state: 'failed' })}
        />
      )}
    </span>
  );
}
