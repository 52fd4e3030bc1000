import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { RelativeBox } from '../../../engine/contract/decision.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Text } from '../../components/text.tsx';
import { Boxes } from './boxes.tsx';
import type { PhotoBox } from './boxes-of.ts';
import { boxBetween, isBox } from './draw-box.ts';
import { NewBox } from './new-box.tsx';
import { type OriginalState, Picture } from './picture.tsx';
import { driveOf, type Subject } from './subjects.ts';
import { useGestures } from './use-gestures.ts';
import { onPhoto, type Point, showsMoreThan } from './viewport.ts';
import type { ViewportChange, ViewportState } from './viewport-state.ts';
import type { Walk } from './walk.ts';
import { ZoomControl } from './zoom-control.tsx';
import './stage.css';

/** A box that somebody draws around whom the machine missed. */
export interface Drawing {
  readonly box: RelativeBox | null;
  /** Asked for at the keyboard, so that the box has the focus. */
  readonly atKeyboard: boolean;
}

export interface StageProps {
  stage: RefObject<HTMLDivElement | null>;
  event: string;
  photo: string;
  name: string;
  detail: PhotoDetail | null;
  /** Why there are no details. */
  error: string | null;
  state: ViewportState | null;
  change(change: ViewportChange): void;
  boxes: readonly PhotoBox[];
  drawing: Drawing | null;
  onDraw(box: RelativeBox): void;
  onDrawn(): void;
  onCancelDrawing(): void;
  clickable: { readonly face: boolean; readonly bib: boolean };
  onFace(subject: Subject): void;
  onBib(subject: Subject): void;
  walk: Walk | null;
  onPreview(width: number, height: number): void;
}

/** The photo with everything that lies on it. */
export function PhotoStage(props: StageProps): ReactNode {
  const { stage, event, photo, name, detail, state, change, boxes, drawing, walk } = props;
  const [original, setOriginal] = useState<OriginalState>('notWanted');
  const [previewWidth, setPreviewWidth] = useState<number | null>(null);
  const from = useRef<Point | null>(null);
  const last = useRef<RelativeBox | null>(null);

  useGestures(stage, {
    change,
    draw:
      drawing === null || state === null
        ? null
        : {
            start: (at) => {
              from.current = onPhoto(state.on, state.view, at);
              last.current = null;
            },
            to: (at) => {
              if (from.current === null) return;
              const box = boxBetween(from.current, onPhoto(state.on, state.view, at));
              if (!isBox(box)) return;
              last.current = box;
              props.onDraw(box);
            },
            end: () => {
              from.current = null;
              if (last.current !== null) props.onDrawn();
            },
          },
  });

  const jpegs = detail?.files.filter(({ role }) => role === 'jpeg') ?? [];
  const reachable = jpegs.some((file) => file.reachable);
  const wantsOriginal =
    state !== null && previewWidth !== null && showsMoreThan(state.on, state.view, previewWidth);
  const hasRoom = (state?.on.stage.width ?? 0) > 860;

  // A browser would scroll a stage whose boxes reach out of it when one of them takes the focus.
  useEffect(() => {
    const element = stage.current;
    const back = () => element?.scrollTo(0, 0);
    element?.addEventListener('scroll', back);
    return () => element?.removeEventListener('scroll', back);
  }, [stage]);

  return (
    <div
      ref={stage}
      className={drawing === null ? 'stage' : 'stage stage--drawing'}
      data-testid="stage"
      data-zoomed={state?.hold !== 'fit'}
    >
      {state !== null && (
        <Picture
          event={event}
          photo={photo}
          name={name}
          on={state.on}
          view={state.view}
          originalReachable={reachable}
          onPreview={(width, height) => {
            setPreviewWidth(width);
            props.onPreview(width, height);
          }}
          onOriginal={setOriginal}
        />
      )}
      {state !== null && drawing === null && (
        <Boxes
          boxes={boxes}
          on={state.on}
          view={state.view}
          withNames={hasRoom}
          clickable={props.clickable}
          onFace={props.onFace}
          onBib={props.onBib}
        />
      )}
      {state !== null && drawing !== null && drawing.box !== null && (
        <NewBox
          box={drawing.box}
          on={state.on}
          view={state.view}
          takesFocus={drawing.atKeyboard}
          onChange={props.onDraw}
          onDone={props.onDrawn}
          onCancel={props.onCancelDrawing}
        />
      )}
      <Button
        className="stage__step stage__step--previous"
        kind="quiet"
        icon="chevronLeft"
        aria-label={t('photo.previous')}
        disabled={!walk?.hasPrevious}
        onClick={() => walk?.step(-1)}
        data-over-photo
      />
      <Button
        className="stage__step stage__step--next"
        kind="quiet"
        icon="chevronRight"
        aria-label={t('photo.next')}
        disabled={!walk?.hasNext}
        onClick={() => walk?.step(1)}
        data-over-photo
      />
      <div className="stage__notes" data-over-photo>
        <StageNote
          {...props}
          wantsOriginal={wantsOriginal}
          reachable={reachable}
          hasJpeg={jpegs.length > 0}
          original={original}
          pixels={previewWidth}
        />
      </div>
      {state !== null && <ZoomControl state={state} onChange={change} />}
    </div>
  );
}

/** What has to be said about the picture that is seen; nothing where it is all there is. */
function StageNote({
  detail,
  error,
  wantsOriginal,
  reachable,
  hasJpeg,
  original,
  pixels,
}: StageProps & {
  wantsOriginal: boolean;
  reachable: boolean;
  hasJpeg: boolean;
  original: OriginalState;
  pixels: number | null;
}): ReactNode {
  if (detail === null) return error === null ? null : <Note kind="warn">{error}</Note>;
  const { cell, files } = detail;
  if (cell.state === 'failed') {
    const isRaw = cell.reason?.code === 'RAW_NOT_READ';
    return (
      <Note kind={isRaw ? 'warn' : 'bad'}>
        <b>{t(isRaw ? 'photo.raw' : 'photo.failed')}.</b> {engineSentence(cell.reason?.message ?? '')}
      </Note>
    );
  }
  if (cell.state === 'reading') return <Note icon="clock">{t('photo.notRead')}</Note>;
  if (pixels !== null && !reachable) {
    const values = { pixels };
    const folder = files.find(({ role }) => role === 'jpeg')?.folder ?? files[0]?.folder ?? '';
    const drive = driveOf(folder);
    if (!hasJpeg && files.some((file) => file.reachable)) {
      return wantsOriginal ? (
        <Note icon="file">
          <Text id="photo.original.rawOnly" values={values} />
        </Note>
      ) : null;
    }
    return (
      <Note kind="warn" icon="drive">
        {drive === null ? (
          <Text id="photo.original.moved" values={{ ...values, folder }} />
        ) : (
          <Text id="photo.original.away" values={{ ...values, drive }} />
        )}
      </Note>
    );
  }
  if (pixels !== null && original === 'failed' && wantsOriginal) {
    return (
      <Note kind="warn">
        <Text id="photo.original.failed" values={{ pixels }} />
      </Note>
    );
  }
  if (original === 'loading' && wantsOriginal) {
    return (
      <span className="stage__reading" role="status">
        {t('photo.original.loading')}
      </span>
    );
  }
  return null;
}
