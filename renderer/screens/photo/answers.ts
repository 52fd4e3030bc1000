import type { Action } from '../../../engine/contract/action.ts';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { Flag, LabelColour, RelativeBox } from '../../../engine/contract/decision.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { engine } from '../../engine/connect.ts';
import { perform } from '../../stores/history.ts';
import type { BrowseSession } from '../browse/browse-session.ts';

/**
 * What somebody says about the photo that is shown. Each answer is in the history and can be undone;
 * it gives the action, or null where it failed (and a toast said why).
 */
export class Answers {
  readonly #session: BrowseSession;
  readonly #photo: string;

  constructor(session: BrowseSession, photo: string) {
    this.#session = session;
    this.#photo = photo;
  }

  rate(stars: number): Promise<Action | null> {
    const act = () => engine.photos.setStars({ ...this.#selected(), stars });
    return this.#shown((cell) => ({ ...cell, stars }), act);
  }

  flag(flag: Flag | null): Promise<Action | null> {
    const act = () => engine.photos.setFlag({ ...this.#selected(), flag });
    return this.#shown((cell) => ({ ...cell, flag }), act);
  }

  label(label: LabelColour | null): Promise<Action | null> {
    const act = () => engine.photos.setLabel({ ...this.#selected(), label });
    return this.#shown((cell) => ({ ...cell, label }), act);
  }

  accept({ number, box }: NamedSighting): Promise<Action | null> {
    return perform(() => engine.sightings.accept({ ...this.#here(), number, box }), this.#session.event);
  }

  reject({ number, box }: NamedSighting): Promise<Action | null> {
    return perform(() => engine.sightings.reject({ ...this.#here(), number, box }), this.#session.event);
  }

  correct({ number, box }: NamedSighting, to: string): Promise<Action | null> {
    return perform(
      () => engine.sightings.correct({ ...this.#here(), from: number, to, box }),
      this.#session.event,
    );
  }

  /** Somebody whom the machine missed, in a box or anywhere in the photo. */
  tag(numbers: string[], box: RelativeBox | null): Promise<Action | null> {
    return perform(() => engine.sightings.tag({ ...this.#selected(), numbers, box }), this.#session.event);
  }

  /** Shows a change in strip and grid before the engine has answered, and takes it back where it failed. */
  async #shown(change: (cell: Cell) => Cell, act: () => Promise<Action>): Promise<Action | null> {
    this.#session.showChange({ ids: [this.#photo] }, change);
    const action = await perform(act, this.#session.event);
    if (action === null) await this.#session.refetch();
    return action;
  }

  #here() {
    return { event: this.#session.event, photoId: this.#photo };
  }

  #selected() {
    return { event: this.#session.event, selection: { ids: [this.#photo] } };
  }
}
