import { type ReactNode, useRef } from 'react';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';

/** Searches for a face: in a picture from a file, or, with null, from the camera. */
export function FaceButton({ onPicture }: { onPicture: (picture: File | null) => void }): ReactNode {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu
        align="end"
        trigger={<Button kind="quiet" size="small" icon="face" aria-label={t('browse.search.byFace')} />}
        items={[
          { label: t('browse.search.faceFile'), icon: 'image', run: () => file.current?.click() },
          { label: t('browse.search.faceCamera'), icon: 'camera', run: () => onPicture(null) },
          { heading: t('browse.search.faceHint') },
        ]}
      />
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        data-testid="face-file"
        onChange={(change) => {
          const [picture] = change.target.files ?? [];
          if (picture !== undefined) onPicture(picture);
          change.target.value = '';
        }}
      />
    </>
  );
}
