import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Progress } from '../../components/progress.tsx';
import { engine } from '../../engine/connect.ts';
import { codeOf, sentenceOf } from '../../engine/errors.ts';
import { rememberFace } from './face-picture.tsx';
import './face-search.css';

interface FoundFace {
  readonly box: RelativeBox;
  readonly quality: number;
  readonly embedding: string;
}

/** Longest side of the picture that is taken with the camera, and of the little one on a token, pixels. */
const TAKEN_SIDE = 1600;
const TOKEN_SIDE = 72;

/**
 * From a picture to the face that is searched for: a file, or the camera. A picture with one face
 * needs no answer; of several somebody chooses. The engine keeps neither picture nor face.
 */
export function FaceSearch({
  event,
  picture,
  onFace,
  onClose,
}: {
  event: string;
  /** Null opens the camera. */
  picture: File | null;
  onFace: (embedding: string) => void;
  onClose: () => void;
}): ReactNode {
  const [image, setImage] = useState<Blob | null>(picture);
  const [faces, setFaces] = useState<readonly FoundFace[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const address = useObjectAddress(image);

  const use = useCallback(
    async (of: Blob, face: FoundFace) => {
      rememberFace(face.embedding, await cutOut(of, face.box));
      onFace(face.embedding);
      onClose();
    },
    [onFace, onClose],
  );

  useEffect(() => {
    if (image === null) return;
    const away = new AbortController();
    setFaces(null);
    setError(null);
    (async () => {
      try {
        if (!image.type.startsWith('image/')) {
          const name = image instanceof File ? image.name : '';
          return setError(t('browse.face.notAPicture', { name }));
        }
        const file = image instanceof File ? image : new File([image], 'face.jpg', { type: image.type });
        const found = await engine.search.face({ event, image: file }, { signal: away.signal });
        if (away.signal.aborted) return;
        const [only] = found;
        if (only !== undefined && found.length === 1) await use(image, only);
        else setFaces(found);
      } catch (failure) {
        if (away.signal.aborted) return;
        // What the engine says names a file, which a picture of the camera or the clipboard has none of.
        if (codeOf(failure) === 'NO_FACE_IN_IMAGE') setFaces([]);
        else setError(sentenceOf(failure));
      }
    })();
    return () => away.abort();
  }, [event, image, use]);

  const again = picture === null && image !== null;
  return (
    <Dialog
      title={t('browse.face.title')}
      onClose={onClose}
      actions={
        again && (
          <Button icon="retry" onClick={() => setImage(null)}>
            {t('browse.face.again')}
          </Button>
        )
      }
    >
      {image === null ? (
        <CameraPicture onTaken={setImage} />
      ) : (
        <div className="face-search">
          {address !== null && error === null && faces?.length !== 0 && (
            <div className="face-search-picture">
              <img src={address} alt="" />
              {faces?.map((face, at) => (
                <button
                  key={face.embedding}
                  type="button"
                  className="face-search-face"
                  style={{
                    left: `${face.box[0] * 100}%`,
                    top: `${face.box[1] * 100}%`,
                    width: `${face.box[2] * 100}%`,
                    height: `${face.box[3] * 100}%`,
                  }}
                  aria-label={t('browse.face.one', { n: at + 1, faces: faces.length })}
                  onClick={() => void use(image, face)}
                />
              ))}
            </div>
          )}
          {faces === null && error === null && (
            <div role="status">
              <Progress label={t('browse.face.looking')} share={null} />
              <p className="secondary">{t('browse.face.looking')}</p>
            </div>
          )}
          {faces !== null && faces.length > 1 && <p className="strong">{t('browse.face.which')}</p>}
          {faces?.length === 0 && <Note kind="warn">{t('browse.face.none')}</Note>}
          {error !== null && (
            <Note kind="bad" role="alert">
              {error}
            </Note>
          )}
        </div>
      )}
      <p className="text-small muted face-search-kept">{t('browse.face.kept')}</p>
    </Dialog>
  );
}

/** The live picture of the camera, until one is taken. */
function CameraPicture({ onTaken }: { onTaken: (picture: Blob) => void }): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  const [live, setLive] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    (async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' }, audio: false });
        if (gone) return stopAll(stream);
        if (video.current === null) return;
        video.current.srcObject = stream;
        await video.current.play();
        setLive(true);
      } catch (error) {
        if (!gone) setRefused(error instanceof Error ? `${error.message}.`.replace('..', '.') : '');
      }
    })();
    return () => {
      gone = true;
      if (stream !== null) stopAll(stream);
    };
  }, []);

  const take = async () => {
    const { current } = video;
    if (current === null) return;
    const scale = Math.min(1, TAKEN_SIDE / Math.max(current.videoWidth, current.videoHeight));
    const canvas = new OffscreenCanvas(
      Math.round(current.videoWidth * scale),
      Math.round(current.videoHeight * scale),
    );
    canvas.getContext('2d')?.drawImage(current, 0, 0, canvas.width, canvas.height);
    onTaken(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }));
  };

  if (refused !== null) {
    return <EmptyState icon="camera" kind="bad" title={t('browse.face.noCamera', { reason: refused })} />;
  }
  return (
    <div className="face-search">
      <video ref={video} className="face-search-live" muted playsInline aria-label={t('browse.face.live')} />
      <Button kind="primary" icon="camera" disabled={!live} onClick={() => void take()}>
        {t('browse.face.take')}
      </Button>
    </div>
  );
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** An address that shows a picture from memory, given back when it is not shown any more. */
function useObjectAddress(picture: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (picture === null) return setAddress(null);
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}

/** A small square picture of a face, as an address that lasts. */
async function cutOut(picture: Blob, [x, y, width, height]: RelativeBox): Promise<string> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
  const side = Math.max(width * bitmap.width, height * bitmap.height) * 1.3;
  const centreX = (x + width / 2) * bitmap.width;
  const centreY = (y + height / 2) * bitmap.height;
  const canvas = new OffscreenCanvas(TOKEN_SIDE, TOKEN_SIDE);
  canvas
    .getContext('2d')
    ?.drawImage(bitmap, centreX - side / 2, centreY - side / 2, side, side, 0, 0, TOKEN_SIDE, TOKEN_SIDE);
  bitmap.close();
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
}
