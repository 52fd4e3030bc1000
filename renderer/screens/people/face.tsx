import type { ReactNode } from 'react';
import { classNames } from '../../components/class-names.ts';
import { media, PhotoImage } from '../../components/photo-image.tsx';

/** A face with what is around it, as large as its place. */
export function Face({
  event,
  face,
  className,
  eager = false,
}: {
  event: string;
  /** Its id. */
  face: string;
  className?: string;
  eager?: boolean;
}): ReactNode {
  return (
    <PhotoImage
      src={media.face(event, face)}
      alt=""
      fit="cover"
      eager={eager}
      className={classNames('person-face', className)}
    />
  );
}
