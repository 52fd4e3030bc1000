/**
 * Browsers lay out no element beyond about 16 (Firefox) or 33 (Chromium) million pixels, and 100,000
 * photos in one or two columns are more. Up to this height content scrolls as it is; it is far below
 * the limits because positions are kept as 32-bit floats, which hold whole pixels only up to 16.7 million.
 */
export const MAX_HEIGHT = 8_000_000;

/** Moves shorter than so many views are a wheel's, a finger's or a key's, and keep their length. */
const NEAR_VIEWS = 3;

/**
 * Scrolling through content that is taller than a browser lays out. `top` is where the view is in the
 * content; `position` is what the browser is told. Short moves are as long in both, and long ones
 * (the scroll bar is dragged) lead to the same share of the height. What is at content height y is
 * drawn at `y − shift`.
 */
export class TallScroll {
  #height = 0;
  #view = 0;
  #top = 0;
  #position = 0;

  /** Height that the browser scrolls. */
  get scrollHeight(): number {
    return Math.min(this.#height, MAX_HEIGHT);
  }

  get top(): number {
    return this.#top;
  }

  get position(): number {
    return this.#position;
  }

  get shift(): number {
    return this.#top - this.#position;
  }

  /** The content or the view changed its height; the view stays where it is as far as it can. */
  resize(height: number, view: number): void {
    this.#height = height;
    this.#view = view;
    this.go(this.#top);
  }

  /** Goes to a height in the content; `position` is where the browser is to be sent. */
  go(top: number): void {
    this.#top = clamp(top, this.#highestTop);
    this.#position = this.#isTall
      ? Math.round((this.#top / this.#highestTop) * this.#highestPosition)
      : this.#top;
  }

  /** The browser scrolled. Gives whether the position has to be corrected, because it is at an end of the bar and the view at none of the content. */
  scrolled(position: number): boolean {
    const moved = position - this.#position;
    if (!this.#isTall) {
      this.#top = position;
      this.#position = position;
      return false;
    }
    if (Math.abs(moved) <= NEAR_VIEWS * this.#view) this.#top = clamp(this.#top + moved, this.#highestTop);
    else this.#top = Math.round((position / this.#highestPosition) * this.#highestTop);
    this.#position = position;
    const room = this.#view * NEAR_VIEWS;
    const atEnd = position < room || position > this.#highestPosition - room;
    if (atEnd && Math.abs(this.#proportional - position) > 1) return this.settle();
    return false;
  }

  /** Called when scrolling rests: brings the bar to where the view is. Gives whether the position changed. */
  settle(): boolean {
    const before = this.#position;
    this.go(this.#top);
    return this.#position !== before;
  }

  get #proportional(): number {
    return (this.#top / this.#highestTop) * this.#highestPosition;
  }

  get #isTall(): boolean {
    return this.#height > MAX_HEIGHT;
  }

  get #highestTop(): number {
    return Math.max(0, this.#height - this.#view);
  }

  get #highestPosition(): number {
    return Math.max(0, this.scrollHeight - this.#view);
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
