import type { RefObject } from 'react';
import type { Person } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { say } from '../../stores/toasts.ts';
import type { FacesHandle } from './faces-pane.tsx';
import type { MergeQueue } from './merge-queue.ts';
import type { Step } from './people-layout.ts';
import type { PeopleSession } from './people-session.ts';
import type { PersonGridHandle } from './person-grid.tsx';
import { likelyNumber } from './person-words.ts';

const steps: Partial<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** The part of the screen that has the keyboard: arrows, Space and Enter mean that part's. */
type Zone = 'people' | 'merges' | 'faces';

function zone(): Zone {
  const within = document.activeElement?.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
  return within === 'merges' || within === 'faces' ? within : 'people';
}

interface PeopleKeys {
  readonly session: PeopleSession;
  readonly merges: MergeQueue;
  readonly grid: RefObject<PersonGridHandle | null>;
  readonly faces: RefObject<FacesHandle | null>;
  readonly splitting: boolean;
  focusSearch(): void;
  /** Closes what lies nearest: the comparison, the split, the search, the selection. */
  close(): boolean;
  answer(same: boolean): void;
  split(): boolean;
  moveChosen(): void;
  toggleFace(face: string): void;
  compare(): void;
  noNumber(person: Person): void;
  openPhotos(person: Person): void;
  openPhoto(): boolean;
}

/** What the keys of People do. */
export function usePeopleKeys(keys: PeopleKeys): void {
  const { session, merges, grid, faces } = keys;

  const move = ({ key }: { key: string }): boolean => {
    const here = zone();
    if (here === 'merges') {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
      merges.step(key === 'ArrowRight' ? 1 : -1);
      return true;
    }
    if (here === 'faces') {
      faces.current?.step(key);
      return true;
    }
    const step = steps[key];
    const layout = grid.current?.layout;
    if (step === undefined || layout === undefined || layout.rowCount === 0) return false;
    const from = session.state.focus?.index ?? 0;
    const to = layout.step(from, step);
    session.focus(to);
    grid.current?.reveal(to);
    return true;
  };

  const name = (person: Person | undefined, text: string): boolean => {
    if (person === undefined) return false;
    session.beginNaming(person.id, text);
    if (session.state.focus) grid.current?.reveal(session.state.focus.index, false);
    return true;
  };

  /** Two selected people are looked at before one key makes one of them. */
  const answer = (same: boolean): unknown => {
    if (session.state.selected.length === 2 && merges.state.compared === null) {
      say({ kind: 'info', text: t('people.compare.two') });
      return keys.compare();
    }
    return merges.shown === null ? false : keys.answer(same);
  };

  useCommands('people', {
    search: keys.focusSearch,
    back: () => {
      if (session.state.naming !== null) {
        session.endNaming();
        if (session.state.focus) grid.current?.reveal(session.state.focus.index);
        return true;
      }
      return keys.close();
    },
    person: move,
    ends: move,
    pages: move,
    nameByBib: ({ key }) => {
      // `Shift+a` of a bib with letters is what is typed of it.
      const typed = key.replace('Shift+', '').toUpperCase();
      if (zone() !== 'faces' || !keys.splitting) return name(session.focused, typed);
      faces.current?.type(typed);
      return true;
    },
    savePerson: () => {
      if (zone() === 'faces') return keys.splitting ? keys.moveChosen() : keys.openPhoto();
      const person = session.focused;
      if (person === undefined || zone() === 'merges') return false;
      if (person.number === null) return name(person, likelyNumber(person));
      return keys.openPhotos(person);
    },
    noNumber: () => (session.focused === undefined ? false : keys.noNumber(session.focused)),
    same: () => answer(true),
    different: () => answer(false),
    mergeLater: () => (merges.shown === null ? false : merges.step(1)),
    split: keys.split,
    comparePeople: keys.compare,
    selectPerson: () => {
      const face = faces.current?.face;
      if (zone() === 'faces') {
        if (keys.splitting && face) keys.toggleFace(face.id);
        return true;
      }
      const id = session.focused?.id;
      if (id === undefined || zone() === 'merges') return false;
      session.toggle(id);
      return true;
    },
    photoOfItem: keys.openPhoto,
  });
}
