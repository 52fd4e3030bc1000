import {
  carriedOver,
  centredOn,
  fitScale,
  fitted,
  fullScale,
  isFitted,
  type Point,
  panned,
  pinched,
  type Share,
  type Stage,
  scaleOfSlider,
  settled,
  type View,
  zoomedAt,
  zoomStep,
} from './viewport.ts';

/** What is kept when the photo or the window changes: the whole photo, the face at this zoom, or the place. */
export type Hold = 'fit' | 'face' | 'place';

export interface ViewportState {
  readonly on: Stage;
  readonly view: View;
  readonly hold: Hold;
  /** Face that 100 % goes to; null where nobody is in the photo. */
  readonly face: Share | null;
}

export type ViewportChange =
  /** Another photo, its size once that is known, or another size of the window. */
  | { readonly kind: 'stage'; readonly on: Stage; readonly face: Share | null; readonly newPhoto: boolean }
  | { readonly kind: 'fit' }
  /** Zooms to so many screen pixels for a pixel of the photo, at a point or at the face. */
  | { readonly kind: 'level'; readonly level: number; readonly at?: Point }
  /** Z: from the whole photo to 100 % at the face, and back. */
  | { readonly kind: 'toggle'; readonly at?: Point }
  | { readonly kind: 'step'; readonly direction: 1 | -1 }
  | { readonly kind: 'slide'; readonly to: number }
  | { readonly kind: 'zoom'; readonly by: number; readonly at: Point }
  | { readonly kind: 'pan'; readonly by: Point }
  | {
      readonly kind: 'pinch';
      readonly before: readonly [Point, Point];
      readonly now: readonly [Point, Point];
    }
  /** Brings a place into view where it is not. */
  | { readonly kind: 'show'; readonly place: Share };

export function firstViewport(on: Stage): ViewportState {
  return { on, view: fitted(on), hold: 'fit', face: null };
}

/** The state after a change. Photos change at once: nothing is animated. */
export function changed(state: ViewportState, change: ViewportChange): ViewportState {
  const { on, view } = state;
  switch (change.kind) {
    case 'stage':
      return onStageChange(state, change);
    case 'fit':
      return { ...state, view: fitted(on), hold: 'fit' };
    case 'level':
      return atLevel(state, change.level / on.pixelRatio, change.at);
    case 'toggle':
      return isFitted(on, view)
        ? atLevel(state, nearScale(on), change.at)
        : { ...state, view: fitted(on), hold: 'fit' };
    case 'step':
      return held(state, zoomStep(on, view, change.direction));
    case 'slide':
      return held(state, zoomedAt(on, view, scaleOfSlider(on, change.to), middleOf(on)));
    case 'zoom':
      return held(state, zoomedAt(on, view, view.scale * change.by, change.at));
    case 'pan':
      return held(state, panned(on, view, change.by));
    case 'pinch':
      return held(state, pinched(on, view, change.before, change.now));
    case 'show':
      return isFitted(on, view) ? state : { ...state, view: centredOn(on, view.scale, change.place) };
  }
}

function onStageChange(
  state: ViewportState,
  { on, face, newPhoto }: Extract<ViewportChange, { kind: 'stage' }>,
): ViewportState {
  const { view, hold } = state;
  const next = { on, face, hold };
  if (hold === 'fit') return { ...next, view: fitted(on) };
  const carried = carriedOver(state.on, on, view);
  // The face of the next photo, as large as this one's; in the same photo only when it becomes known.
  if (hold === 'face' && face !== null && (newPhoto || state.face === null)) {
    return { ...next, view: centredOn(on, carried.scale, face) };
  }
  return { ...next, view: settled(on, carried) };
}

/** 100 %; nearer than that where the whole photo is seen at about 100 % or more already. */
function nearScale(on: Stage): number {
  return fitScale(on) < fullScale(on) * 0.9 ? fullScale(on) : fitScale(on) * 1.5;
}

function atLevel(state: ViewportState, scale: number, at: Point | undefined): ViewportState {
  const { on, view, face } = state;
  if (at !== undefined) return held(state, zoomedAt(on, view, scale, at));
  if (face !== null) return { ...state, view: centredOn(on, scale, face), hold: 'face' };
  return held(state, zoomedAt(on, view, scale, middleOf(on)));
}

function held(state: ViewportState, view: View): ViewportState {
  return { ...state, view, hold: isFitted(state.on, view) ? 'fit' : 'place' };
}

function middleOf({ stage }: Stage): Point {
  return { x: stage.width / 2, y: stage.height / 2 };
}
