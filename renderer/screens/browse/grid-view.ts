import type { Cell, CellGroup } from '../../../engine/contract/browse.ts';
import { textScale } from '../../components/text-scale.ts';
import { CellView, type CellWords } from './cell-view.ts';
import { GridHeadings } from './grid-headings.ts';
import { type Anchor, GridLayout } from './grid-layout.ts';
import { isSelected, type SelectionState } from './selection.ts';
import { TallScroll } from './tall-scroll.ts';

/** What the grid draws. Whoever changes any of it calls `draw`. */
export interface GridModel {
  readonly total: number;
  readonly groups: readonly CellGroup[];
  readonly cellSize: number;
  readonly selection: SelectionState;
  /** Address of a photo's picture for a cell of a width, CSS pixels; null while it is being fetched. */
  readonly picture: (photoId: string, width: number) => string | null;
  readonly words: CellWords;
  readonly heading: (group: CellGroup) => { title: string; detail: string };
  cell(index: number): Cell | undefined;
}

export interface GridEvents {
  /** What is shown changed: cells from `first` to before `end`. */
  readonly onShow: (first: number, end: number) => void;
  readonly onPress: (index: number, how: { toggle: boolean; extend: boolean }) => void;
  readonly onOpen: (index: number) => void;
  /** The burst count of a cell was pressed. */
  readonly onBurst: (index: number) => void;
}

/** Rows that are ready above and below the view, so that a wheel never uncovers an empty one. */
const SPARE_ROWS = 2;
/** A new layout is drawn without those at first, so that nothing takes the place of what shows; milliseconds. */
const LEAN_MS = 250;
/** Above this pace nothing can be looked at, and pictures are not fetched: views a second. */
const TOO_FAST = 4;
/** Above this one (somebody drags the scroll bar) cells are not asked for either, else only so often, milliseconds. */
const FAR_TOO_FAST = 20;
const TELL_MS = 150;
/** What the latest move counts for in the pace. */
const PACE_WEIGHT = 0.4;
/** Scrolling rests after so many milliseconds without a move. */
const REST_MS = 120;

/**
 * Draws the cells that show, and only those, in elements that are used again as cells come and go. It
 * writes to the page without React, because a fast scroll replaces every cell in every frame, and it
 * reads nothing back while scrolling, so that no layout is forced.
 */
export class GridView {
  readonly #scroller: HTMLElement;
  readonly #spacer: HTMLElement;
  readonly #list: HTMLElement;
  readonly #headings = new GridHeadings();
  readonly #events: GridEvents;
  readonly #scroll = new TallScroll();
  readonly #views = new Map<number, CellView>();
  readonly #spare: CellView[] = [];
  readonly #observer: ResizeObserver;
  readonly #away = new AbortController();
  #model: GridModel | null = null;
  #layout: GridLayout | null = null;
  #width = 0;
  #height = 0;
  #footer = 0;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | null = null;
  #lastTop = 0;
  #lastTime = 0;
  #pace = 0;
  #toldAt = 0;
  #lean: ReturnType<typeof setTimeout> | null = null;
  #ignored: number | null = null;

  constructor(scroller: HTMLElement, list: HTMLElement, events: GridEvents) {
    this.#scroller = scroller;
    this.#events = events;
    this.#list = list;
    this.#spacer = document.createElement('div');
    this.#spacer.className = 'grid-spacer';
    scroller.append(this.#spacer, this.#headings.element);
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(scroller);
    this.#listen();
    this.#measure();
  }

  /** Draws a model whose cells, selection or sizes changed; what is at the top of the view stays there. */
  draw(model: GridModel, anchor: Anchor | null = this.anchor()): void {
    const had = this.hasFocus;
    this.#model = model;
    if (this.#lean !== null) clearTimeout(this.#lean);
    this.#lean = setTimeout(() => {
      this.#lean = null;
      this.#render();
    }, LEAN_MS);
    this.#layOut(anchor);
    // The keyboard does not leave the grid with a cell that went.
    if (had && !this.hasFocus) this.focus();
  }

  /** Draws cells again that arrived or changed, if they show. */
  drawCells(first: number, end: number): void {
    for (const [index, view] of this.#views) if (index >= first && index < end) this.#fill(view, index);
  }

  /** Pictures came that were being fetched. */
  drawPictures(): void {
    for (const [index, view] of this.#views) if (view.waits) this.#fill(view, index);
  }

  /** Stops fetching pictures that have not come, until the cells are drawn again. */
  dropPictures(): void {
    for (const view of this.#views.values()) view.dropPicture();
  }

  /** Draws selection and focus anew. */
  select(selection: SelectionState): void {
    if (this.#model === null) return;
    const had = this.hasFocus;
    this.#model = { ...this.#model, selection };
    this.#render();
    if (had) this.focus();
  }

  /** What to hold on to when cells are going to move; null at the very top, which stays the top. */
  anchor(): Anchor | null {
    return this.#scroll.top <= 0 ? null : (this.#layout?.anchor(this.#scroll.top) ?? null);
  }

  get layout(): GridLayout | null {
    return this.#layout;
  }

  get viewHeight(): number {
    return this.#height;
  }

  /** So many cells fit the view at most, and so wide are they, CSS pixels. */
  get screen(): { cells: number; width: number } {
    if (this.#layout === null) return { cells: 0, width: 0 };
    const { columns, cellHeight } = this.#layout;
    return { cells: columns * Math.ceil(this.#height / cellHeight), width: this.#layout.place(0).width };
  }

  /** Cells that show, from the first to before the last. */
  get shown(): { first: number; end: number } {
    const top = this.#scroll.top;
    return this.#layout?.range(top, top + this.#height) ?? { first: 0, end: 0 };
  }

  /** Scrolls as little as shows a cell. */
  reveal(index: number): void {
    if (this.#layout === null || index >= this.#layout.total) return;
    this.#go(this.#layout.reveal(index, this.#scroll.top, this.#height));
  }

  scrollToTop(): void {
    this.#go(0);
  }

  /** Gives the keyboard to the focused cell. */
  focus(): void {
    const index = this.#model?.selection.focus?.index;
    if (index !== undefined) this.#views.get(index)?.element.focus({ preventScroll: true });
  }

  /** Whether the keyboard is in the grid. */
  get hasFocus(): boolean {
    return this.#scroller.contains(document.activeElement);
  }

  /** Where a cell is on the screen, if it shows. */
  placeOf(index: number): DOMRect | null {
    return this.#views.get(index)?.element.getBoundingClientRect() ?? null;
  }

  close(): void {
    this.#away.abort();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    if (this.#rest !== null) clearTimeout(this.#rest);
    if (this.#lean !== null) clearTimeout(this.#lean);
    this.#spacer.remove();
    this.#headings.element.remove();
    this.#list.replaceChildren();
  }

  #listen(): void {
    const { signal } = this.#away;
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    this.#list.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    this.#list.addEventListener(
      'dblclick',
      (event) => {
        const index = this.#indexOf(event.target);
        if (index !== null && !isBurstButton(event.target)) this.#events.onOpen(index);
      },
      { signal },
    );
    // Pictures do not bubble their load; the capture phase sees them all with one listener.
    for (const type of ['load', 'error'] as const) {
      this.#list.addEventListener(
        type,
        (event) => {
          if (event.target instanceof HTMLImageElement)
            CellView.of(event.target)?.pictureCame(type === 'load');
        },
        { capture: true, signal },
      );
    }
  }

  #pressed(event: PointerEvent): void {
    const index = this.#indexOf(event.target);
    if (index === null) return;
    if (event.button === 2) {
      const selection = this.#model?.selection;
      const cell = { index, id: this.#model?.cell(index)?.id ?? null };
      // The menu acts on the whole selection where it is opened on part of it.
      if (selection !== undefined && isSelected(selection, cell)) return;
    } else if (event.button !== 0) {
      return;
    } else if (isBurstButton(event.target)) {
      event.preventDefault();
      this.#events.onBurst(index);
      return;
    }
    this.#events.onPress(index, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey });
    event.preventDefault();
    this.focus();
  }

  #indexOf(target: EventTarget | null): number | null {
    return target instanceof Element ? (CellView.of(target)?.index ?? null) : null;
  }

  #measure(): void {
    const footer = Math.round(
      Number.parseFloat(getComputedStyle(this.#scroller).getPropertyValue('--cell-footer')) * textScale(),
    );
    const width = this.#scroller.clientWidth;
    const height = this.#scroller.clientHeight;
    if (width === this.#width && height === this.#height && footer === this.#footer) return;
    const anchor = this.anchor();
    this.#width = width;
    this.#height = height;
    this.#footer = footer;
    this.#layOut(anchor);
  }

  #layOut(anchor: Anchor | null): void {
    if (this.#model === null || this.#width === 0) return;
    const { total, groups, cellSize } = this.#model;
    const before = this.#layout;
    this.#layout = new GridLayout({
      total,
      groups,
      cellSize,
      width: this.#width,
      ...(this.#footer > 0 ? { footer: this.#footer } : {}),
    });
    if (before?.imageHeight !== this.#layout.imageHeight) {
      this.#list.style.setProperty('--cell-image', `${this.#layout.imageHeight}px`);
    }
    this.#scroll.resize(this.#layout.height, this.#height);
    this.#spacer.style.height = `${this.#scroll.scrollHeight}px`;
    this.#headings.clear();
    this.#go(anchor === null ? 0 : this.#layout.topOf(anchor));
    this.#render(true);
  }

  #go(top: number): void {
    const { position } = this.#scroll;
    this.#scroll.go(Math.round(top));
    if (this.#scroll.position !== position || this.#scroller.scrollTop !== this.#scroll.position) {
      this.#ignored = this.#scroll.position;
      this.#scroller.scrollTop = this.#scroll.position;
    }
    this.#render();
  }

  #scrolled(): void {
    const position = this.#scroller.scrollTop;
    if (this.#ignored !== null && Math.abs(this.#ignored - position) < 2) {
      this.#ignored = null;
      return;
    }
    this.#ignored = null;
    if (this.#scroll.scrolled(position)) {
      this.#ignored = this.#scroll.position;
      this.#scroller.scrollTop = this.#scroll.position;
    }
    // Cells that pass below the pointer are not pointed at.
    if (this.#rest === null) this.#scroller.classList.add('is-scrolling');
    else clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#rested(), REST_MS);
    // Scroll events come once a frame, before it is drawn: no frame of its own has to be asked for.
    this.#render();
  }

  #rested(): void {
    this.#rest = null;
    this.#pace = 0;
    this.#scroller.classList.remove('is-scrolling');
    if (this.#scroll.settle()) {
      this.#ignored = this.#scroll.position;
      this.#scroller.scrollTop = this.#scroll.position;
    }
    this.#render(true);
    this.#order();
  }

  /** Puts elements into the order of their cells, in which they are read out; the one with the keyboard stays. */
  #order(): void {
    const inOrder = [...this.#views].sort(([one], [other]) => one - other).map(([, view]) => view.element);
    const held = inOrder.findIndex((element) => element.contains(document.activeElement));
    if (held < 0) {
      this.#list.append(...inOrder);
    } else {
      inOrder[held]?.before(...inOrder.slice(0, held));
      inOrder[held]?.after(...inOrder.slice(held + 1));
    }
  }

  /** How fast cells pass, views a second, over the last few scroll events: they come unevenly. */
  #measurePace(): number {
    if (this.#rest === null) return 0;
    const now = performance.now();
    const { top } = this.#scroll;
    const elapsed = Math.max(4, now - this.#lastTime);
    const pace = (Math.abs(top - this.#lastTop) * 1000) / elapsed / Math.max(1, this.#height);
    this.#lastTop = top;
    this.#lastTime = now;
    return this.#pace + (pace - this.#pace) * PACE_WEIGHT;
  }

  #render(all = false): void {
    const layout = this.#layout;
    const model = this.#model;
    if (layout === null || model === null) return;
    this.#pace = this.#measurePace();
    const { top } = this.#scroll;
    const spare = this.#lean !== null && this.#rest === null ? 0 : SPARE_ROWS * layout.cellHeight;
    const { first, end } = layout.range(top - spare, top + this.#height + spare);
    const focus = model.selection.focus?.index ?? null;
    const kept = (index: number) =>
      (index >= first && index < end) || (index === focus && index < layout.total);

    for (const [index, view] of this.#views) {
      if (kept(index)) continue;
      this.#views.delete(index);
      this.#spare.push(view);
    }
    for (let index = first; index < end; index++) this.#show(index, all);
    if (focus !== null && focus < layout.total) this.#show(focus, all);
    // Elements that are left over would still be read out and hold pictures.
    for (const view of this.#spare.splice(0)) view.remove();

    this.#headings.draw(layout, { top, height: this.#height, shift: this.#scroll.shift }, model.heading);
    this.#tell(layout, top);
  }

  /** Says what is shown; now and then where it passes too fast for anything to be fetched in time. */
  #tell(layout: GridLayout, top: number): void {
    const now = performance.now();
    if (this.#pace > FAR_TOO_FAST || (this.#pace > TOO_FAST && now - this.#toldAt < TELL_MS)) return;
    this.#toldAt = now;
    const { first, end } = layout.range(top, top + this.#height);
    this.#events.onShow(first, end);
  }

  #show(index: number, all: boolean): void {
    let view = this.#views.get(index);
    if (view === undefined) {
      view = this.#spare.pop() ?? new CellView(this.#list);
      this.#views.set(index, view);
      this.#fill(view, index);
    } else if (all || (view.waits && this.#pace <= TOO_FAST)) {
      this.#fill(view, index);
    }
    const model = this.#model!;
    const place = this.#layout!.place(index);
    view.place(place.x, place.y - this.#scroll.shift, place.width, place.height);
    const isFocus = model.selection.focus?.index === index;
    view.mark(isSelected(model.selection, { index, id: model.cell(index)?.id ?? null }), isFocus);
  }

  #fill(view: CellView, index: number): void {
    const model = this.#model!;
    const { width } = this.#layout!.place(index);
    view.fill(
      width,
      index,
      model.total,
      model.cell(index),
      model.words,
      this.#pace > TOO_FAST ? null : model.picture,
    );
  }
}

function isBurstButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.cell-burst') !== null;
}
