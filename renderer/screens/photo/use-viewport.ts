import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { Share, Size, Stage } from './viewport.ts';
import { changed, firstViewport, type ViewportChange, type ViewportState } from './viewport-state.ts';

/** The view of a photo on a stage, through changes of photo, window and pixel ratio. */
export function useViewport(
  stage: RefObject<HTMLElement | null>,
  photo: string,
  /** Pixels of the photo, as far as they are known. */
  size: Size,
  face: Share | null,
): { readonly state: ViewportState | null; readonly change: (change: ViewportChange) => void } {
  const [room, setRoom] = useState<Size | null>(null);
  const pixelRatio = usePixelRatio();
  const [shown, setShown] = useState<{ photo: string; state: ViewportState } | null>(null);

  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0)
        setRoom((now) => (now?.width === width && now.height === height ? now : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);

  const change = useCallback(
    (next: ViewportChange) => setShown((now) => now && { photo: now.photo, state: changed(now.state, next) }),
    [],
  );

  if (room === null) return { state: null, change };
  const on: Stage = { photo: size, stage: room, pixelRatio };
  // Photo, window and view change in one go: a state in between would be seen.
  let current = shown;
  if (current === null) current = { photo, state: { ...firstViewport(on), face } };
  else if (current.photo !== photo || !same(current.state.on, on) || !sameShare(current.state.face, face)) {
    const newPhoto = current.photo !== photo;
    current = { photo, state: changed(current.state, { kind: 'stage', on, face, newPhoto }) };
  }
  if (current !== shown) setShown(current);
  return { state: current.state, change };
}

/** Device pixels in a CSS pixel; windows move between screens. */
function usePixelRatio(): number {
  const [ratio, setRatio] = useState(window.devicePixelRatio);
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    const look = () => setRatio(window.devicePixelRatio);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, [ratio]);
  return ratio;
}

function same(a: Stage, b: Stage): boolean {
  return (
    a.pixelRatio === b.pixelRatio &&
    a.photo.width === b.photo.width &&
    a.photo.height === b.photo.height &&
    a.stage.width === b.stage.width &&
    a.stage.height === b.stage.height
  );
}

function sameShare(a: Share | null, b: Share | null): boolean {
  return a === b || (a !== null && b !== null && a.every((value, at) => value === b[at]));
}
