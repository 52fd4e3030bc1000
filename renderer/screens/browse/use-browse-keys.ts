import type { RefObject } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { say, sayError } from '../../stores/toasts.ts';
import type { BrowseSession } from './browse-session.ts';
import type { Step } from './grid-layout.ts';
import { labelColours, type PhotoActions, sightingInQuestion } from './photo-actions.ts';
import type { PhotoGridHandle } from './photo-grid.tsx';
import { choose, chooseAll, chooseNone } from './selection.ts';
import { browseFor } from './sessions.ts';

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

/** By how much + and − change the size of cells. */
const SIZE_STEP = 1.18;

interface BrowseKeys {
  readonly session: BrowseSession;
  readonly grid: RefObject<PhotoGridHandle | null>;
  readonly actions: PhotoActions;
  readonly loupe: boolean;
  readonly athlete: number | null;
  setLoupe(open: boolean): void;
  setAthlete(at: number): void;
  /** Clears the search; false where there is none. */
  clear(): boolean;
  openFocused(): void;
  toggleBurst(): void;
  compare(): void;
  focusSearch(): void;
  tag(): void;
  change(photoId: string, sighting: NamedSighting): void;
}

/** What the keys of Browse do. */
export function useBrowseKeys(keys: BrowseKeys): void {
  const { session, grid, actions, loupe } = keys;

  const move = ({ key }: { key: string }, extend: boolean) => {
    const step = steps[key.replace('Shift+', '')];
    const layout = grid.current?.layout;
    const from = session.state.selection.focus?.index ?? 0;
    if (step === undefined || layout === null || layout === undefined || layout.total === 0) return false;
    // In the loupe there are no rows.
    const flat = loupe && (step === 'up' || step === 'down') ? (step === 'up' ? 'left' : 'right') : step;
    goTo(layout.step(from, flat, grid.current?.viewHeight ?? 0), extend);
    return true;
  };

  const goTo = (index: number, extend = false, id = session.cellAt(index)?.id ?? null) => {
    session.select(choose(session.state.selection, { index, id }, { extend }));
    grid.current?.reveal(index);
    if (!loupe) grid.current?.focus();
  };

  const focusedCell = (): Cell | undefined => session.cellAt(session.state.selection.focus?.index);

  /** Does something with what is known of the focused photo. */
  const withDetail = async (act: (detail: PhotoDetail) => unknown) => {
    const cell = focusedCell();
    if (cell === undefined) return;
    try {
      await act(await engine.photos.get({ event: session.event, photoId: cell.id }));
    } catch (error) {
      sayError(error);
    }
  };

  const resize = (by: number) => {
    const { cellSize } = usePreferences.getState();
    savePreferences({ cellSize: Math.max(96, Math.min(480, Math.round(cellSize * by))) });
  };

  const toReview = async (way: 'next' | 'previous') => {
    try {
      const found = await session.nearestToReview(way, ({ index, id }) => goTo(index, false, id));
      if (!found)
        say({ kind: 'info', text: t(way === 'next' ? 'browse.noReview' : 'browse.noReviewBefore') });
    } catch (error) {
      sayError(error);
    }
  };

  useCommands('browse', {
    search: keys.focusSearch,
    back: () => {
      if (!loupe) return keys.clear();
      keys.setLoupe(false);
      grid.current?.focus();
      return true;
    },
    move: (press) => move(press, false),
    ends: (press) => move(press, false),
    pages: (press) => move(press, false),
    extend: (press) => move(press, true),
    selectAll: () => session.select(chooseAll(session.state.selection)),
    selectNone: () => session.select(chooseNone(session.state.selection)),
    loupe: () => (focusedCell() === undefined ? false : keys.setLoupe(!loupe)),
    photo: () => (focusedCell() === undefined ? false : keys.openFocused()),
    larger: () => resize(SIZE_STEP),
    smaller: () => resize(1 / SIZE_STEP),
    burst: keys.toggleBurst,
    compare: keys.compare,
    timeline: () => savePreferences({ timeline: !usePreferences.getState().timeline }),
    inspector: () => savePreferences({ inspector: !usePreferences.getState().inspector }),
    collections: () => savePreferences({ collections: !usePreferences.getState().collections }),
    rate: ({ key }) => void actions.rate(Number(key)),
    label: ({ key }) => void actions.label(labelColours[Number(key) - 6] ?? null),
    pick: () => void actions.flag('pick'),
    reject: () => void actions.flag('reject'),
    unflag: () => void actions.flag(null),
    athlete: ({ key }) =>
      void withDetail(({ sightings }) => {
        if (sightings.length === 0) return;
        const by = key === ']' ? 1 : -1;
        const from = keys.athlete ?? sightings.findIndex(({ state }) => state === 'review');
        keys.setAthlete((Math.max(0, from) + by + sightings.length) % sightings.length);
      }),
    nextToReview: () => void toReview('next'),
    previousToReview: () => void toReview('previous'),
    accept: () =>
      void withDetail((detail) => {
        const sighting = sightingInQuestion(detail, keys.athlete);
        if (sighting === null || sighting.state === 'accepted') {
          return say({ kind: 'info', text: t('browse.nothingToAccept') });
        }
        return actions.accept(detail.cell.id, sighting);
      }),
    rejectReading: () =>
      void withDetail((detail) => {
        const sighting = sightingInQuestion(detail, keys.athlete);
        if (sighting === null || sighting.state === 'rejected') {
          return say({ kind: 'info', text: t('browse.nothingToReject') });
        }
        return actions.rejectReading(detail.cell.id, sighting);
      }),
    noNumber: () =>
      void withDetail(async (detail) => {
        const sighting = sightingInQuestion(detail, keys.athlete);
        if (sighting?.state !== 'review') {
          say({ kind: 'info', text: t('browse.nothingToAccept') });
          return;
        }
        await actions.rejectReading(detail.cell.id, sighting);
        const open = detail.sightings.filter(({ state }) => state === 'review');
        if (open.length === 1) await toReview('next');
      }),
    typeBib: () => {
      const { selection } = session.state;
      if (focusedCell() === undefined && selection.chosen.kind === 'some') return false;
      void withDetail((detail) => {
        const sighting = sightingInQuestion(detail, keys.athlete);
        const alone = selection.chosen.kind === 'some' && selection.chosen.ids.size === 0;
        const one = selection.range === null || selection.range.first === selection.range.last;
        if (alone && one && sighting?.state === 'review') keys.change(detail.cell.id, sighting);
        else keys.tag();
      });
      return true;
    },
    sameFace: () =>
      void withDetail(({ cell, faces, sightings }) => {
        const sighting = keys.athlete === null ? null : (sightings[keys.athlete] ?? null);
        const face =
          faces.find(({ id }) => id === sighting?.faceId) ??
          [...faces].sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3])[0];
        if (face === undefined) return say({ kind: 'info', text: t('browse.noFace') });
        const place = { photoId: cell.id, box: face.box };
        return browseFor(session.event, [{ kind: 'face', place, minSimilarity: null }]);
      }),
    copyBibs: () => {
      const cell = focusedCell();
      // Text that somebody marked is what Ctrl C is for.
      if (cell === undefined || window.getSelection()?.isCollapsed === false) return false;
      actions.copyBibs(cell);
      return true;
    },
    // A picture in the clipboard is searched for instead, by the paste event that follows.
    pasteBibs: () => false,
  });
}
