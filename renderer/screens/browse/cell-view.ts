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
  /** Why a photo could not be read. */
  readonly reason: (message: string) => string;
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
/** From this width on a cell has room for the time beside name and stars, and how much it takes. */
const ROOM_FOR_TIME = 132;
const TIME = 52;
/** What margins and stars take of a footer, and a letter of a name. */
const FOOTER_REST = 56;
const LETTER = 6.5;

const views = new WeakMap<Element, CellView>();

/**
 * The element of one cell, made once with all of its parts and filled again and again: a part that is
 * not needed is hidden, never taken out, since making elements is what costs. It remembers what it
 * shows and writes only what is different.
 */
export class CellView {
  readonly element: HTMLElement;
  readonly #picture = part('cell-picture');
  readonly #image = document.createElement('img');
  readonly #note = part('cell-note');
  readonly #noteText = document.createTextNode('');
  readonly #failedSign = iconElement('warning', 18);
  readonly #missingSign = iconElement('image', 18);
  readonly #pickSign = iconElement('flag', 11);
  readonly #rejectSign = iconElement('cross', 11);
  readonly #flag = part('overlay overlay--square cell-flag');
  readonly #focusMark = part('overlay overlay--square cell-focus');
  readonly #similarity = part('overlay cell-similarity');
  readonly #similarityText = document.createTextNode('');
  readonly #burst = part('overlay cell-burst');
  readonly #burstText = document.createTextNode('');
  readonly #chips: readonly Chip[];
  readonly #said = document.createTextNode('');
  readonly #name = document.createTextNode('');
  readonly #time = document.createTextNode('');
  readonly #stars = document.createTextNode('');
  #index = -1;
  #total = -1;
  #cell: Cell | undefined;
  #words: CellWords | null = null;
  #width = 0;
  #address: string | null = null;
  #place = '';
  #size = '';
  #selected: boolean | null = null;
  #focused: boolean | null = null;
  #withoutPicture = false;

  constructor(list: HTMLElement) {
    this.element = part('cell is-loading');
    this.element.setAttribute('role', 'option');
    this.#image.alt = '';
    this.#image.decoding = 'async';
    // Not left behind others until the page was laid out: what is made into a cell is looked at.
    this.#image.fetchPriority = 'high';
    this.#image.draggable = false;
    this.#note.append(this.#failedSign, this.#missingSign, inSpan(this.#noteText));
    this.#flag.append(this.#pickSign, this.#rejectSign);
    this.#focusMark.append(part('focus-dot'));
    this.#similarity.append(iconElement('face', 11), this.#similarityText);
    this.#burst.append(iconElement('burst', 11), this.#burstText);
    this.#chips = Array.from({ length: MAX_BIBS + 1 }, () => new Chip());
    const left = part('cell-tl');
    left.append(this.#flag, this.#focusMark);
    const right = part('cell-tr');
    right.append(this.#similarity, this.#burst);
    const bottom = part('cell-bl');
    bottom.append(...this.#chips.map(({ element }) => element));
    this.#picture.append(this.#image, this.#note, left, right, bottom);
    const footer = part('cell-footer');
    const time = part('cell-time');
    time.append(this.#time);
    const name = part('cell-name');
    name.append(this.#name);
    const stars = part('cell-stars');
    stars.append(this.#stars);
    footer.append(name, time, stars);
    // What is seen in pieces is said as one, in order.
    const said = part('cell-said');
    said.append(this.#said);
    for (const seen of [this.#picture, footer]) seen.ariaHidden = 'true';
    this.element.append(said, this.#picture, footer);
    for (const hidden of [this.#note, this.#flag, this.#focusMark, this.#similarity, this.#burst]) {
      hidden.hidden = true;
    }
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

  /** Shows a cell, or that it is being fetched; without `picture`, all but the picture. `width`: of the cell. */
  fill(
    width: number,
    index: number,
    total: number,
    cell: Cell | undefined,
    words: CellWords,
    picture: ((photoId: string, width: number) => string | null) | null,
  ): void {
    if (index !== this.#index || total !== this.#total) {
      this.#index = index;
      this.#total = total;
      this.element.ariaPosInSet = String(index + 1);
      this.element.ariaSetSize = String(total);
    }
    const shows = cell !== undefined && cell.state !== 'failed';
    const address = (shows && picture?.(cell.id, width)) || null;
    // What it showed stays until the picture of another size is here.
    if (address !== null || !shows || cell.id !== this.#cell?.id) this.#showPicture(address);
    this.#withoutPicture = shows && (picture === null ? this.#address : address) === null;
    if (cell === this.#cell && words === this.#words && width === this.#width && cell !== undefined) return;
    const wasEmpty = this.#cell === undefined && this.#words !== null;
    this.#cell = cell;
    this.#words = words;
    this.#width = width;
    if (cell === undefined) {
      if (!wasEmpty) this.#empty(words);
      return;
    }
    const { classList } = this.element;
    classList.toggle('is-loading', false);
    classList.toggle('is-rejected', cell.flag === 'reject');
    classList.toggle('is-failed', cell.state === 'failed');
    if (cell.label === null) delete this.element.dataset['label'];
    else this.element.dataset['label'] = cell.label;
    write(this.#said, words.name(cell));
    const time = width < ROOM_FOR_TIME ? '' : words.time(cell);
    write(this.#name, shortened(words.short(cell), width - FOOTER_REST - (time === '' ? 0 : TIME)));
    write(this.#time, time);
    write(this.#stars, '★'.repeat(cell.stars));
    this.#overlays(cell, words);
    this.#writeChips(cell, words, width);
  }

  /** Puts it at a place in its list, CSS pixels. */
  place(x: number, y: number, width: number, height: number): void {
    const place = `${x} ${y}`;
    if (place !== this.#place) {
      this.#place = place;
      this.element.style.left = `${x}px`;
      this.element.style.top = `${y}px`;
    }
    const size = `${width} ${height}`;
    if (size !== this.#size) {
      this.#size = size;
      this.element.style.width = `${width}px`;
      this.element.style.height = `${height}px`;
    }
  }

  mark(selected: boolean, focused: boolean): void {
    if (selected !== this.#selected) {
      this.#selected = selected;
      this.element.ariaSelected = String(selected);
      this.element.classList.toggle('is-selected', selected);
    }
    if (focused !== this.#focused) {
      this.#focused = focused;
      this.element.tabIndex = focused ? 0 : -1;
      this.element.classList.toggle('is-focused', focused);
    }
  }

  /** The picture was fetched, or it cannot be shown. */
  pictureCame(whole: boolean): void {
    if (this.#address === null) return;
    this.#picture.classList.toggle('has-picture', whole);
    if (whole || this.#words === null || this.#cell?.state !== 'ready') return;
    this.#note.hidden = false;
    write(this.#noteText, this.#words.missing);
  }

  /** Stops fetching a picture that has not come. */
  dropPicture(): void {
    if (this.#picture.classList.contains('has-picture')) return;
    this.#showPicture(null);
    this.#withoutPicture = true;
  }

  remove(): void {
    this.#showPicture(null);
    this.element.remove();
  }

  #showPicture(address: string | null): void {
    if (address === this.#address) return;
    this.#address = address;
    this.#picture.classList.toggle('has-picture', false);
    if (address === null) {
      this.#image.removeAttribute('src');
      return;
    }
    this.#image.src = address;
    // What the browser still has shows without a blink.
    if (this.#image.complete && this.#image.naturalWidth > 0) this.pictureCame(true);
  }

  #empty(words: CellWords): void {
    this.element.className = 'cell is-loading';
    if (this.#selected) this.element.classList.add('is-selected');
    if (this.#focused) this.element.classList.add('is-focused');
    delete this.element.dataset['label'];
    write(this.#said, words.loading);
    for (const text of [this.#name, this.#time, this.#stars]) write(text, '');
  }

  #overlays(cell: Cell, words: CellWords): void {
    this.#flag.hidden = cell.flag === null;
    hide(this.#pickSign, cell.flag !== 'pick');
    hide(this.#rejectSign, cell.flag !== 'reject');
    this.#flag.classList.toggle('ok', cell.flag === 'pick');
    this.#flag.classList.toggle('bad', cell.flag === 'reject');
    const blurry = cell.focus === 'soft' || cell.focus === 'blurred';
    this.#focusMark.hidden = !blurry;
    const dot = this.#focusMark.firstElementChild;
    if (blurry && dot !== null) dot.className = `focus-dot focus-dot--${cell.focus}`;
    this.#similarity.hidden = cell.similarity === null;
    if (cell.similarity !== null) write(this.#similarityText, words.similarity(cell.similarity));
    const size = cell.burst?.size ?? 0;
    this.#burst.hidden = size < 2;
    if (size > 1) write(this.#burstText, String(size));
    this.#note.hidden = cell.state !== 'failed';
    hide(this.#failedSign, cell.state !== 'failed');
    hide(this.#missingSign, cell.state === 'failed');
    if (cell.state === 'failed')
      write(this.#noteText, cell.reason ? words.reason(cell.reason.message) : words.missing);
  }

  #writeChips(cell: Cell, words: CellWords, width: number): void {
    const [first, ...others] = this.#chips;
    const bibs = cell.state === 'ready' ? cell.bibs : [];
    const fit = bibsThatFit(bibs, width - 8);
    bibs.slice(0, fit).forEach((bib, at) => {
      this.#chips[at]?.bib(bib);
    });
    for (const chip of this.#chips.slice(Math.min(fit, bibs.length))) chip.hide();
    if (cell.state === 'reading') first?.note(words.reading, true);
    else if (cell.state === 'ready' && bibs.length === 0) first?.note(words.noBib(cell), false);
    if (bibs.length > fit) others[fit - 1]?.note(`+${bibs.length - fit}`, false);
  }
}

/** A bib on a picture, or what stands in place of one. */
class Chip {
  readonly element = part('bib');
  readonly #text = document.createTextNode('');
  readonly #signs = {
    accepted: iconElement('check', 10),
    review: iconElement('question', 10),
    waits: iconElement('clock', 10),
  };

  constructor() {
    this.element.append(...Object.values(this.#signs), this.#text);
    this.element.hidden = true;
  }

  bib({ number, state, hit }: CellBib): void {
    this.#show(hit ? `bib bib--${state} bib--hit` : `bib bib--${state}`, number, state);
  }

  note(text: string, waits: boolean): void {
    this.#show('bib bib--none', text, waits ? 'waits' : null);
  }

  hide(): void {
    this.element.hidden = true;
  }

  #show(className: string, text: string, sign: 'accepted' | 'review' | 'waits' | null): void {
    for (const [name, element] of Object.entries(this.#signs)) hide(element, name !== sign);
    if (this.element.className !== className) this.element.className = className;
    write(this.#text, text);
    this.element.hidden = false;
  }
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

/** Icons have no property `hidden`. */
function hide(sign: SVGElement, hidden: boolean): void {
  if (sign.hasAttribute('hidden') !== hidden) sign.toggleAttribute('hidden', hidden);
}

/** A name that fits, cut by counting letters: a clip costs more than it is worth. */
function shortened(name: string, width: number): string {
  const letters = Math.max(4, Math.floor(width / LETTER));
  return name.length > letters ? `…${name.slice(1 - letters)}` : name;
}

function write(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function inSpan(node: Text): HTMLElement {
  const element = document.createElement('span');
  element.append(node);
  return element;
}

function part(className: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
}
