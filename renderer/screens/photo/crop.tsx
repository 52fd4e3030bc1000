import { type ReactNode, useState } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import { Icon } from '../../components/icon.tsx';
import { media } from '../../components/photo-image.tsx';

/** The face of somebody in the photo, or where the bib is when there is no face. */
export function Crop({
  event,
  photo,
  face,
  box,
  size,
}: {
  event: string;
  photo: string;
  /** Its id. */
  face: string | null;
  box: RelativeBox | null;
  /** CSS pixels, square. */
  size: number;
}): ReactNode {
  const source =
    face !== null ? media.face(event, face) : box !== null ? media.region(event, photo, box) : null;
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className="crop" style={{ width: size, height: size }}>
      {source === null || failed === source ? (
        <Icon name={box === null && face === null ? 'tag' : 'face'} size={size > 40 ? 24 : 16} />
      ) : (
        <img key={source} src={source} alt="" draggable={false} onError={() => setFailed(source)} />
      )}
    </span>
  );
}
