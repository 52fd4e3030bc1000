import type { Cell, CellBib } from '../../../engine/contract/browse.ts';
import { iconElement } from './icon-element.ts';

/** Words that cells need; whoever makes them knows language, time zone and theme. */
export interface CellWords {
  /** `HHM_4128, 10:31:04, 349 to review, 1733, not rated, sharp`. */
  readonly name: (cell: Cell) => string;
  /** What stands below the picture: short name and time. */
  readonly short: (cell: Cell) => string;
  readonly time: (cell: Cell) => string;
  readonly reading: string;
  readonly loading: string;
  readonly missing: string;
  /** `3 faces, no bib`, `nobody`. */
  readonly noBib: (cell: Cell) => string;
  readonly similarity: (cosine: number) => string;
}

/** Bibs that are written on a picture; how many more there are follows. */
const MAX_BIBS = 2;
/** About how wide a chip is without its digits, a digit, and the chip of how many more, CSS pixels. */
const CHIP = 26;
const DIGIT = 7;
const MORE = 27;

const views = new WeakMap<Element, CellView>();

/**
 * The element of one cell, made once and filled again and again. It remembers what it shows and
 * writes only what is different.
 */
export class CellView {
  readonly element: HTMLElement;
  readonly #image: HTMLImageElement;
  readonly #picture: HTMLElement;
  readonly #topLeft: HTMLElement;
  readonly #topRight: HTMLElement;
  readonly #bottom: HTMLElement;
  readonly #name: HTMLElement;
  readonly #time: HTMLElement;
  readonly #stars: HTMLElement;
  readonly #note: HTMLElement;
  #index = -1;
  #total = -1;
  #cell: Cell | undefined;
  #words: CellWords | null = null;
  #width = 0;
  #address: string | null = null;
  #place = '';
  #size = '';
  #marks = '';
  #withoutPicture = false;

  constructor(list: HTMLElement) {
    this.element = part('cell');
    this.element.setAttribute('role', 'option');
    this.#picture = part('cell-picture');
    this.#image = document.createElement('img');
    this.#image.alt = '';
    this.#image.decoding = 'async';
    this.#image.draggable = false;
    this.#topLeft = part('cell-tl');
    this.#topRight = part('cell-tr');
    this.#bottom = part('cell-bl');
    this.#note = part('cell-note');
    this.#picture.append(this.#image, this.#note, this.#topLeft, this.#topRight, this.#bottom);
    const footer = part('cell-footer');
    this.#name = part('cell-name', 'span');
    this.#time = part('cell-time', 'span');
    this.#stars = part('cell-stars', 'span');
    footer.append(this.#name, this.#time, this.#stars);
    this.element.append(this.#picture, footer);
    views.set(this.element, this);
    list.append(this.element);
  }

  /** The view that an element of the page belongs to. */
  static of(element: Element): CellView | null {
    const cell = element.closest('.cell');
    return cell === null ? null : (views.get(cell) ?? null);
  }

  get index(): number {
    return this.#index;
  }

  /** Its cell or its picture was not there when it was filled. */
  get waits(): boolean {
    return this.#cell === undefined || this.#withoutPicture;
  }

  /** Shows a cell, or that it is being fetched; without `thumb`, all but the picture. `width`: of the cell. */
  fill(
    width: number,
    index: number,
    total: number,
    cell: Cell | undefined,
    words: CellWords,
    thumb: ((photoId: string) => string) | null,
  ): void {
    if (index !== this.#index || total !== this.#total) {
      this.#index = index;
      this.#total = total;
      this.element.ariaPosInSet = String(index + 1);
      this.element.ariaSetSize = String(total);
    }
    if (cell !== undefined && thumb !== null && cell.state !== 'failed') this.#showPicture(thumb(cell.id));
    else if (cell?.id !== this.#cell?.id || cell === undefined || cell.state === 'failed')
      this.#showPicture(null);
    this.#withoutPicture = cell !== undefined && cell.state !== 'failed' && this.#address === null;
    if (cell === this.#cell && words === this.#words && width === this.#width && cell !== undefined) return;
    this.#cell = cell;
    this.#width = width;
    this.#words = words;
    this.element.classList.toggle('is-loading', cell === undefined);
    this.element.classList.toggle('is-rejected', cell?.flag === 'reject');
    this.element.dataset['label'] = cell?.label ?? '';
    this.element.ariaLabel = cell === undefined ? words.loading : words.name(cell);
    this.#name.textContent = cell === undefined ? '' : words.short(cell);
    this.#time.textContent = cell === undefined ? '' : words.time(cell);
    this.#stars.textContent = cell === undefined ? '' : '★'.repeat(cell.stars);
    this.#overlays(cell, words);
  }

  /** Puts it at a place in its list, CSS pixels. */
  place(x: number, y: number, width: number, height: number): void {
    const place = `${x}px ${y}px`;
    if (place !== this.#place) {
      this.#place = place;
      this.element.style.translate = place;
    }
    const size = `${width} ${height}`;
    if (size !== this.#size) {
      this.#size = size;
      this.element.style.width = `${width}px`;
      this.element.style.height = `${height}px`;
    }
  }

  mark(selected: boolean, focused: boolean): void {
    const marks = `${selected} ${focused}`;
    if (marks === this.#marks) return;
    this.#marks = marks;
    this.element.ariaSelected = String(selected);
    this.element.tabIndex = focused ? 0 : -1;
    this.element.classList.toggle('is-selected', selected);
    this.element.classList.toggle('is-focused', focused);
  }

  /** The picture was fetched, or it cannot be shown. */
  pictureCame(whole: boolean): void {
    this.#picture.classList.toggle('has-picture', whole);
    this.#picture.classList.toggle('is-missing', !whole);
    if (!whole && this.#words !== null && this.#cell?.state === 'ready') {
      this.#note.replaceChildren(iconElement('image', 18), text(this.#words.missing));
    }
  }

  remove(): void {
    this.#image.removeAttribute('src');
    this.element.remove();
  }

  #showPicture(address: string | null): void {
    if (address === this.#address) return;
    this.#address = address;
    this.#picture.classList.remove('has-picture', 'is-missing');
    if (address === null) {
      this.#image.removeAttribute('src');
      return;
    }
    this.#image.src = address;
    // What the browser still has shows without a blink.
    if (this.#image.complete && this.#image.naturalWidth > 0) this.pictureCame(true);
  }

  #overlays(cell: Cell | undefined, words: CellWords): void {
    this.#note.replaceChildren();
    if (cell === undefined) {
      this.#topLeft.replaceChildren();
      this.#topRight.replaceChildren();
      this.#bottom.replaceChildren();
      return;
    }
    const left: Node[] = [];
    if (cell.flag === 'pick') left.push(overlay('overlay--square ok', iconElement('flag', 11)));
    if (cell.flag === 'reject') left.push(overlay('overlay--square bad', iconElement('cross', 11)));
    if (cell.focus === 'soft' || cell.focus === 'blurred') {
      left.push(overlay('overlay--square', part(`focus-dot focus-dot--${cell.focus}`, 'i')));
    }
    this.#topLeft.replaceChildren(...left);
    const right: Node[] = [];
    if (cell.similarity !== null) {
      right.push(overlay('', iconElement('face', 11), text(words.similarity(cell.similarity))));
    }
    if (cell.burst !== null && cell.burst.size > 1) {
      right.push(overlay('cell-burst', iconElement('burst', 11), text(String(cell.burst.size))));
    }
    this.#topRight.replaceChildren(...right);
    this.#bottom.replaceChildren(...chips(cell, words, this.#width));
    if (cell.state === 'failed') {
      this.#note.replaceChildren(iconElement('warning', 18), text(cell.reason?.message ?? words.missing));
    }
  }
}

function chips(cell: Cell, words: CellWords, width: number): Node[] {
  if (cell.state === 'failed') return [];
  if (cell.state === 'reading') return [chip('bib--none', iconElement('clock', 10), words.reading)];
  if (cell.bibs.length === 0) return [chip('bib--none', null, words.noBib(cell))];
  const shown = cell.bibs.slice(0, bibsThatFit(cell.bibs, width - 8)).map(bibChip);
  const more = cell.bibs.length - shown.length;
  return more > 0 ? [...shown, chip('bib--none', null, `+${more}`)] : shown;
}

/** Two bibs at most, one where long numbers would push the count of the others out of the picture. */
function bibsThatFit(bibs: readonly CellBib[], width: number): number {
  let used = 0;
  for (let at = 0; at < Math.min(MAX_BIBS, bibs.length); at++) {
    used += CHIP + (bibs[at]?.number.length ?? 0) * DIGIT;
    const rest = bibs.length > at + 1 ? MORE : 0;
    if (at > 0 && used + rest > width) return at;
  }
  return MAX_BIBS;
}

function bibChip({ number, state, hit }: CellBib): Node {
  const kind = hit ? `bib--${state} bib--hit` : `bib--${state}`;
  return chip(kind, iconElement(state === 'accepted' ? 'check' : 'question', 10), number);
}

function chip(kind: string, mark: Node | null, label: string): Node {
  const element = part(`bib ${kind}`, 'span');
  if (mark !== null) element.append(mark);
  element.append(label);
  return element;
}

function overlay(kind: string, ...children: Node[]): Node {
  const element = part(`overlay ${kind}`, 'span');
  element.append(...children);
  return element;
}

function text(content: string): Node {
  const element = document.createElement('span');
  element.textContent = content;
  return element;
}

function part(className: string, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
