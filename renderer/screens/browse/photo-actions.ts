import type { Action } from '../../../engine/contract/action.ts';
import type { Cell, Selection } from '../../../engine/contract/browse.ts';
import type { Flag, LabelColour } from '../../../engine/contract/decision.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { capOfCommand } from '../../keyboard/key-label.ts';
import { perform } from '../../stores/history.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { say } from '../../stores/toasts.ts';
import type { BrowseSession } from './browse-session.ts';
import { choose } from './selection.ts';

/** Bibs that were copied from a photo, for as long as the window is open. */
let copied: readonly string[] = [];

/** The bibs that were copied last, to be set on another photo. */
export const copiedBibs = (): readonly string[] => copied;

/** Colours by their keys 6 to 9. */
export const labelColours: readonly LabelColour[] = ['red', 'yellow', 'green', 'blue'];

/**
 * What keys, buttons and menus of Browse do to photos: to those that are selected, else to the focused
 * one. Everything can be undone, so nothing asks first.
 */
export class PhotoActions {
  readonly #session: BrowseSession;

  constructor(session: BrowseSession) {
    this.#session = session;
  }

  rate(stars: number): Promise<void> {
    return this.#onSelection(
      (selection) => engine.photos.setStars({ event: this.#session.event, selection, stars }),
      (cell) => ({ ...cell, stars }),
    );
  }

  flag(flag: Flag | null): Promise<void> {
    return this.#onSelection(
      (selection) => engine.photos.setFlag({ event: this.#session.event, selection, flag }),
      (cell) => ({ ...cell, flag }),
    );
  }

  /** The label that all have already is taken off by its own key. */
  label(label: LabelColour | null): Promise<void> {
    const { focus } = this.#session.state.selection;
    const same = label !== null && this.#session.cellAt(focus?.index)?.label === label;
    const colour = same ? null : label;
    return this.#onSelection(
      (selection) => engine.photos.setLabel({ event: this.#session.event, selection, label: colour }),
      (cell) => ({ ...cell, label: colour }),
    );
  }

  tag(numbers: string[]): Promise<void> {
    return this.#onSelection(
      (selection) => engine.sightings.tag({ event: this.#session.event, selection, numbers, box: null }),
      (cell) => cell,
    );
  }

  async accept(photoId: string, sighting: NamedSighting): Promise<void> {
    const { number, box } = sighting;
    await this.#onPhoto(photoId, () =>
      engine.sightings.accept({ event: this.#session.event, photoId, number, box }),
    );
  }

  async rejectReading(photoId: string, sighting: NamedSighting): Promise<void> {
    const { number, box } = sighting;
    await this.#onPhoto(photoId, () =>
      engine.sightings.reject({ event: this.#session.event, photoId, number, box }),
    );
  }

  async correct(photoId: string, sighting: NamedSighting, to: string): Promise<void> {
    const { number: from, box } = sighting;
    await this.#onPhoto(photoId, () =>
      engine.sightings.correct({ event: this.#session.event, photoId, from, to, box }),
    );
  }

  /** Remembers the accepted bibs of a photo. */
  copyBibs(cell: Cell): void {
    const numbers = cell.bibs.filter(({ state }) => state === 'accepted').map(({ number }) => number);
    if (numbers.length > 0) copied = numbers;
    say({
      kind: numbers.length > 0 ? 'ok' : 'info',
      text: t('browse.copied', { count: numbers.length, numbers: numbers.join(', ') }),
    });
  }

  /** Sets the bibs that were copied on the photos that are selected. */
  async pasteBibs(): Promise<void> {
    if (copied.length === 0)
      say({ kind: 'info', text: t('browse.nothingCopied', { key: capOfCommand('copyBibs') }) });
    else await this.tag([...copied]);
  }

  async #onPhoto(photoId: string, act: () => Promise<Action>): Promise<void> {
    const done = await perform(act, this.#session.event);
    if (done !== null) this.#advance({ ids: [photoId] });
  }

  async #onSelection(
    act: (selection: Selection) => Promise<Action>,
    change: (cell: Cell) => Cell,
  ): Promise<void> {
    // Under way from the key on: a range is named first, and undo must not overtake it.
    const selecting = this.#session.selected();
    const acting = async () => {
      const selection = await selecting;
      if (selection === null) return null;
      this.#session.showChange(selection, change);
      return act(selection);
    };
    const done = await perform(acting, this.#session.event);
    const selection = await selecting.catch(() => null);
    if (selection === null) return;
    // What was shown ahead was not done.
    if (done === null) await this.#session.refetch();
    else this.#advance(selection);
  }

  /** With auto-advance, an answer about one photo leads to the next. */
  #advance(selection: Selection): void {
    if (!usePreferences.getState().autoAdvance || !('ids' in selection) || selection.ids.length !== 1) return;
    const { selection: chosen, layout } = this.#session.state;
    const next = (chosen.focus?.index ?? -1) + 1;
    if (layout === null || next >= layout.total) return;
    this.#session.select(choose(chosen, { index: next, id: this.#session.cellAt(next)?.id ?? null }));
  }
}

/** The sighting that keys act on: the one that was gone to, else the first to review, else the first. */
export function sightingInQuestion(detail: PhotoDetail, athlete: number | null): NamedSighting | null {
  const { sightings } = detail;
  if (athlete !== null && sightings.length > 0) return sightings[athlete % sightings.length] ?? null;
  return sightings.find(({ state }) => state === 'review') ?? sightings[0] ?? null;
}
