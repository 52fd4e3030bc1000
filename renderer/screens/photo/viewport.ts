/** Sizes and points are CSS pixels of the stage, unless a name says `photo`: pixels of the upright photo. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `[x, y, width, height]` as shares of the photo. */
export type Share = readonly [number, number, number, number];

/** Where the photo is drawn on the stage: its top left corner, and CSS pixels for each of its pixels. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What a view depends on. `pixelRatio` is the number of device pixels in a CSS pixel. */
export interface Stage {
  readonly photo: Size;
  readonly stage: Size;
  readonly pixelRatio: number;
}

/** Deepest zoom, in device pixels for a pixel of the photo. */
const DEEPEST = 4;

/** Steps of the + and − keys, in device pixels for a pixel of the photo. */
const LEVELS = [0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4] as const;

/** The scale at which one pixel of the photo is one of the screen. */
export function fullScale({ pixelRatio }: Stage): number {
  return 1 / pixelRatio;
}

/** The scale at which the whole photo is seen, as large as the stage allows. */
export function fitScale({ photo, stage }: Stage): number {
  return Math.min(stage.width / photo.width, stage.height / photo.height);
}

/** Smallest and largest scale: the whole photo, and four screen pixels for each of its own. */
export function scaleLimits(on: Stage): { least: number; most: number } {
  const fit = fitScale(on);
  const full = fullScale(on);
  return { least: Math.min(fit, full), most: Math.max(fit, full * DEEPEST) };
}

/** The whole photo, in the middle of the stage. */
export function fitted(on: Stage): View {
  return settled(on, { x: 0, y: 0, scale: fitScale(on) });
}

/**
 * A view within its limits: no deeper and no further out than allowed, no empty stage beside a photo
 * that could fill it, and in the middle along an axis on which it is smaller than the stage.
 */
export function settled(on: Stage, view: View): View {
  const { least, most } = scaleLimits(on);
  const scale = clamp(view.scale, least, most);
  return {
    scale,
    x: settledAlong(view.x, on.photo.width * scale, on.stage.width),
    y: settledAlong(view.y, on.photo.height * scale, on.stage.height),
  };
}

/** Zooms to a scale; what is at `at` on the stage stays there as far as the limits allow. */
export function zoomedAt(on: Stage, view: View, scale: number, at: Point): View {
  const { least, most } = scaleLimits(on);
  const to = clamp(scale, least, most);
  const by = to / view.scale;
  return settled(on, { scale: to, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by });
}

/** Zooms so that a place of the photo comes to the middle of the stage. */
export function centredOn(on: Stage, scale: number, place: Share): View {
  const { least, most } = scaleLimits(on);
  const to = clamp(scale, least, most);
  const [x, y, width, height] = place;
  return settled(on, {
    scale: to,
    x: on.stage.width / 2 - (x + width / 2) * on.photo.width * to,
    y: on.stage.height / 2 - (y + height / 2) * on.photo.height * to,
  });
}

/** Moves the photo by so many CSS pixels. */
export function panned(on: Stage, view: View, by: Point): View {
  return settled(on, { ...view, x: view.x + by.x, y: view.y + by.y });
}

/** The next step of zoom in a direction, around the middle of the stage. */
export function zoomStep(on: Stage, view: View, direction: 1 | -1): View {
  const now = view.scale * on.pixelRatio;
  // A hundredth of slack: 0.33 of a zoom by wheel is that step already.
  const next =
    direction > 0
      ? LEVELS.find((level) => level > now * 1.01)
      : LEVELS.findLast((level) => level < now * 0.99);
  const { least, most } = scaleLimits(on);
  const scale = next === undefined ? (direction > 0 ? most : least) : next / on.pixelRatio;
  return zoomedAt(on, view, scale, middle(on.stage));
}

/**
 * How much a turn of the wheel zooms: a notch of a mouse (100 pixels, or 3 lines) by a sixth, a pinch
 * on a touchpad, which browsers report as a wheel with Ctrl and small steps, by its own measure.
 */
export function wheelFactor(event: { deltaY: number; deltaMode: number; ctrlKey: boolean }): number {
  const pixels =
    event.deltaMode === 1 ? event.deltaY * 33 : event.deltaMode === 2 ? event.deltaY * 400 : event.deltaY;
  // A mouse with Ctrl held turns by notches as well; a pinch never moves that far in one event.
  const strength = event.ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0016;
  return Math.exp(-clamp(pixels, -400, 400) * strength);
}

/** Two fingers moved: zooms by how they spread and moves as their middle does. */
export function pinched(
  on: Stage,
  view: View,
  before: readonly [Point, Point],
  now: readonly [Point, Point],
): View {
  const from = between(before);
  const to = between(now);
  const spread = distance(now) / Math.max(1, distance(before));
  const zoomed = zoomedAt(on, view, view.scale * spread, from);
  return panned(on, zoomed, { x: to.x - from.x, y: to.y - from.y });
}

/** The same view after the stage, the photo or the pixel ratio changed: its middle stays in the middle. */
export function carriedOver(before: Stage, after: Stage, view: View): View {
  const mid = middle(before.stage);
  const x = (mid.x - view.x) / (before.photo.width * view.scale);
  const y = (mid.y - view.y) / (before.photo.height * view.scale);
  // Another photo may have other pixels: what is seen stays as large.
  const scale = (view.scale * before.photo.width) / after.photo.width;
  return centredOn(after, scale, [x, y, 0, 0]);
}

/** Whether the whole photo is seen. */
export function isFitted(on: Stage, view: View): boolean {
  return Math.abs(view.scale / fitScale(on) - 1) < 0.001;
}

/** Zoom as people say it: 100 where one pixel of the photo is one of the screen. */
export function percent(on: Stage, view: View): number {
  return Math.round(view.scale * on.pixelRatio * 100);
}

/** Where a slider of zoom stands, 0…1; equal ways zoom by equal factors. */
export function sliderOf(on: Stage, scale: number): number {
  const { least, most } = scaleLimits(on);
  return most <= least ? 0 : clamp(Math.log(scale / least) / Math.log(most / least), 0, 1);
}

/** The scale at which a slider of zoom stands there. */
export function scaleOfSlider(on: Stage, at: number): number {
  const { least, most } = scaleLimits(on);
  return least * (most / least) ** clamp(at, 0, 1);
}

/** A place of the photo on the stage. */
export function onStage(
  on: Stage,
  view: View,
  place: Share,
): { x: number; y: number; width: number; height: number } {
  const [x, y, width, height] = place;
  return {
    x: view.x + x * on.photo.width * view.scale,
    y: view.y + y * on.photo.height * view.scale,
    width: width * on.photo.width * view.scale,
    height: height * on.photo.height * view.scale,
  };
}

/** A point of the stage as shares of the photo; outside 0…1 where it is beside the photo. */
export function onPhoto(on: Stage, view: View, at: Point): Point {
  return {
    x: (at.x - view.x) / (on.photo.width * view.scale),
    y: (at.y - view.y) / (on.photo.height * view.scale),
  };
}

/** Whether pixels of a picture of this width are stretched in this view, so that a larger one would show more. */
export function showsMoreThan(on: Stage, view: View, pictureWidth: number): boolean {
  return on.photo.width * view.scale * on.pixelRatio > pictureWidth * 1.02 && on.photo.width > pictureWidth;
}

function settledAlong(at: number, length: number, room: number): number {
  return length <= room ? (room - length) / 2 : clamp(at, room - length, 0);
}

function middle({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

function between([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
