import type { ReactNode } from 'react';
import type { Token } from '../../../engine/contract/browse.ts';
import { Icon } from '../../components/icon.tsx';
import { media } from '../../components/photo-image.tsx';

/** Pictures of faces from outside by their codes, for as long as the window is open; the engine keeps none. */
const pictures = new Map<string, string>();

/** Remembers the picture, an address, that a face's code was made of. */
export function rememberFace(embedding: string, picture: string): void {
  pictures.set(embedding, picture);
}

/** The face that a token searches for; a sign where its picture is not known any more. */
export function FacePicture({ event, token }: { event: string; token: Token }): ReactNode {
  const address = addressOf(event, token);
  if (address === null) return <Icon name="face" size={16} />;
  return <img className="token-picture" src={address} alt="" draggable={false} />;
}

function addressOf(event: string, token: Token): string | null {
  if (token.kind === 'selfie') return pictures.get(token.embedding) ?? null;
  if (token.kind !== 'face') return null;
  const { photoId, box } = token.place;
  return box === null ? media.thumb(event, photoId) : media.region(event, photoId, box);
}
