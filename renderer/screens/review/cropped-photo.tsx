import type { ReactNode } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import { classNames } from '../../components/class-names.ts';

/**
 * A part of a photo, as large as its place allows, with as much of the photo around it as there is room. It is the
 * photo's own picture moved and scaled: one that is there already costs nothing more.
 */
export function CroppedPhoto({
  src,
  alt,
  aspect,
  crop: [x, y, width, height],
  fit = 'contain',
  className,
  onFail,
}: {
  src: string;
  alt: string;
  /** Width by height of the whole photo. */
  aspect: number;
  /** Shares of the photo. */
  crop: RelativeBox;
  /** `cover` fills its place and may cut the part. */
  fit?: 'contain' | 'cover';
  className?: string;
  onFail?(): void;
}): ReactNode {
  const both = fit === 'contain' ? 'min' : 'max';
  const photo = `${both}(${100 / width}cqw, ${(100 * aspect) / height}cqh)`;
  // Never past an edge of the photo while there is photo left to fill the place with.
  const along = (room: string, size: string, middle: number) =>
    `clamp(min(0px, ${room} - ${size}), ${room} / 2 - ${size} * ${middle}, max(0px, ${room} - ${size}))`;
  return (
    <span className={classNames('cropped', className)}>
      <img
        key={src}
        src={src}
        alt={alt}
        draggable={false}
        onError={onFail}
        style={{
          width: photo,
          height: `calc(${photo} / ${aspect})`,
          left: along('100cqw', photo, x + width / 2),
          top: along('100cqh', `${photo} / ${aspect}`, y + height / 2),
        }}
      />
    </span>
  );
}

/** The head of a person within a head-to-bib part: a square at its top. */
export function headOf([x, y, width, height]: RelativeBox, aspect: number): RelativeBox {
  // As shares of the photo a square is as many times higher as the photo is wider.
  const side = Math.min(width, height / aspect) * 0.8;
  return [x + (width - side) / 2, y, side, Math.min(1 - y, side * aspect)];
}
