import { type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import type { CellGroup } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { clock } from '../../../messages/units.ts';
import { fittingKind, media } from '../../components/photo-image.tsx';
import type { BrowseSession } from './browse-session.ts';
import { cellWords } from './cell-words.ts';
import type { GridLayout } from './grid-layout.ts';
import { type GridModel, GridView } from './grid-view.ts';
import { PictureSheets } from './picture-sheets.ts';
import { choose } from './selection.ts';
import { useBrowse } from './sessions.ts';
import './grid.css';

/** What the rest of the screen asks of the grid. */
export interface PhotoGridHandle {
  focus(): void;
  reveal(index: number): void;
  readonly layout: GridLayout | null;
  readonly viewHeight: number;
}

/**
 * The photos of a session. React makes the frame; `GridView` draws what is in it, and hears of changes
 * from the session itself.
 */
export function PhotoGrid({
  session,
  timeZone,
  cellSize,
  ref,
  onOpen,
  onBurst,
}: {
  session: BrowseSession;
  timeZone: string;
  cellSize: number;
  ref: Ref<PhotoGridHandle>;
  onOpen: (photoId: string) => void;
  onBurst: (index: number) => void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const view = useRef<GridView | null>(null);
  const first = useRef(true);
  const picture = useRef<GridModel['picture']>(() => null);
  const latest = useRef({ onOpen, onBurst });
  const words = useMemo(() => cellWords(timeZone), [timeZone]);
  const photos = useBrowse(session, ({ layout }) => layout?.photos ?? 0);
  const model = useRef<() => GridModel>(() => emptyModel(words));

  useLayoutEffect(() => {
    latest.current = { onOpen, onBurst };
  });

  // The view lives as long as the session is shown; what it draws comes by the effects below.
  useLayoutEffect(() => {
    if (scroller.current === null || list.current === null) return;
    const grid = new GridView(scroller.current, list.current, {
      onShow: (first, end) => session.want(first, end),
      onPress: (index, how) => {
        const { selection } = session.state;
        session.select(choose(selection, { index, id: session.cellAt(index)?.id ?? null }, how));
      },
      onOpen: (index) => {
        const id = session.cellAt(index)?.id;
        if (id !== undefined) latest.current.onOpen(id);
      },
      onBurst: (index) => latest.current.onBurst(index),
    });
    view.current = grid;
    const sheets = new PictureSheets(session.event, {
      fetch: fetchBytes,
      single: (photoId, kind) => media[kind](session.event, photoId),
      came: () => grid.drawPictures(),
    });
    picture.current = (photoId, width) => sheets.src(photoId, fittingKind(width));
    const release = session.hold({
      anchor: () => grid.anchor(),
      get shown() {
        return grid.shown;
      },
      replaced: (anchor) => grid.draw(model.current(), anchor),
      ready: (cells) => {
        const { cells: fit, width } = grid.screen;
        const shown = cells.slice(0, fit).filter(({ state }) => state !== 'failed');
        return sheets.load(
          shown.map(({ id }) => id),
          fittingKind(width),
        );
      },
      leaving: () => {
        sheets.drop();
        grid.dropPictures();
      },
      cellsCame: (first, end) => grid.drawCells(first, end),
    });
    const unsubscribe = session.store.subscribe((state, before) => {
      if (state.selection !== before.selection) grid.select(state.selection);
    });
    return () => {
      unsubscribe();
      release();
      sheets.drop();
      grid.close();
      view.current = null;
    };
  }, [session]);

  useLayoutEffect(() => {
    model.current = () => {
      const { layout, selection } = session.state;
      return {
        total: layout?.total ?? 0,
        groups: layout?.groups ?? [],
        cellSize,
        selection,
        words,
        picture: (photoId, width) => picture.current(photoId, width),
        heading: (group) => headingOf(group, session, timeZone),
        cell: (index) => session.cellAt(index),
      };
    };
    const grid = view.current;
    if (grid === null) return;
    grid.draw(model.current());
    // Who comes back from a photo finds it in view.
    const focus = session.state.selection.focus;
    if (focus !== null && first.current) grid.reveal(focus.index);
    first.current = false;
  }, [session, timeZone, cellSize, words]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => view.current?.focus(),
      reveal: (index) => view.current?.reveal(index),
      get layout() {
        return view.current?.layout ?? null;
      },
      get viewHeight() {
        return view.current?.viewHeight ?? 0;
      },
    }),
    [],
  );

  return (
    <div ref={scroller} className="grid-scroller">
      <div
        ref={list}
        className="grid-list"
        role="listbox"
        aria-multiselectable="true"
        aria-label={t('browse.grid', { photos })}
      />
    </div>
  );
}

async function fetchBytes(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(address, { signal, priority: 'high' });
  if (!response.ok) throw new Error(response.statusText);
  return response.arrayBuffer();
}

function headingOf(
  group: CellGroup,
  session: BrowseSession,
  timeZone: string,
): { title: string; detail: string } {
  const detail = t('browse.search.photos', { photos: group.count });
  switch (session.state.query.arrange) {
    case 'minute':
      return {
        title: group.key === '' ? t('browse.group.noTime') : clock(Number(group.key), timeZone),
        detail,
      };
    case 'bib':
      return { title: group.key === '' ? t('bib.none') : group.key, detail };
    case 'camera':
      return { title: group.key === '' ? t('browse.group.noCamera') : group.key, detail };
    case 'burst': {
      const cell = session.cellAt(group.first);
      const time = cell?.takenAt === undefined || cell.takenAt === null ? '' : clock(cell.takenAt, timeZone);
      return { title: time === '' ? t('browse.group.burst') : time, detail };
    }
    default:
      return { title: group.key, detail };
  }
}

function emptyModel(words: GridModel['words']): GridModel {
  return {
    total: 0,
    groups: [],
    cellSize: 148,
    selection: { focus: null, anchor: null, chosen: { kind: 'some', ids: new Set() }, range: null },
    words,
    picture: () => null,
    heading: () => ({ title: '', detail: '' }),
    cell: () => undefined,
  };
}
