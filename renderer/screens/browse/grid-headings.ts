import type { CellGroup } from '../../../engine/contract/browse.ts';
import type { GridLayout } from './grid-layout.ts';

/** Headings are ready so far above and below the view, CSS pixels. */
const SPARE = 100;

/** The headings of the groups that show. What they say is in the names of their cells, so that nobody is read it twice. */
export class GridHeadings {
  readonly element = document.createElement('div');
  /** By the place of their group. */
  readonly #views = new Map<number, HTMLElement>();

  constructor() {
    this.element.className = 'grid-headings';
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** `shift`: what lies between a place in the layout and its place in the page, CSS pixels. */
  draw(
    layout: GridLayout,
    view: { readonly top: number; readonly height: number; readonly shift: number },
    textOf: (group: CellGroup) => { readonly title: string; readonly detail: string },
  ): void {
    const shown = layout.headings(view.top - SPARE, view.top + view.height + SPARE);
    const wanted = new Set(shown.map(({ at }) => at));
    for (const [at, heading] of this.#views) {
      if (wanted.has(at)) continue;
      heading.remove();
      this.#views.delete(at);
    }
    for (const { group, at, y } of shown) {
      let heading = this.#views.get(at);
      if (heading === undefined) {
        heading = headingOf(textOf(group));
        this.element.append(heading);
        this.#views.set(at, heading);
      }
      heading.style.translate = `0 ${y - view.shift}px`;
    }
  }

  /** The groups are others. */
  clear(): void {
    for (const heading of this.#views.values()) heading.remove();
    this.#views.clear();
  }
}

function headingOf({ title, detail }: { readonly title: string; readonly detail: string }): HTMLElement {
  const heading = document.createElement('div');
  heading.className = 'grid-heading';
  const name = document.createElement('b');
  name.textContent = title;
  const count = document.createElement('span');
  count.textContent = detail;
  heading.append(name, count);
  return heading;
}
