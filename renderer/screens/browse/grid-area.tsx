import { type ReactNode, type RefObject, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { ContextMenu } from '../../components/context-menu.tsx';
import type { MenuItem } from '../../components/menu.tsx';
import { sentenceOf } from '../../engine/errors.ts';
import { openPhoto } from '../../stores/route.ts';
import type { BrowseSession } from './browse-session.ts';
import { cellMenu } from './cell-menu.ts';
import { Loupe } from './loupe.tsx';
import { NothingFound } from './nothing-found.tsx';
import type { PhotoActions } from './photo-actions.ts';
import { PhotoGrid, type PhotoGridHandle } from './photo-grid.tsx';
import { countSelected } from './selection.ts';
import { useBrowse } from './sessions.ts';

const places = Array.from({ length: 60 }, (_, at) => `place ${at}`);

/** The grid, or what stands in its place, with the menu of its photos. */
export function GridArea({
  session,
  event,
  grid,
  cellSize,
  actions,
  loupe,
  onLoupe,
  onOpen,
  onBurst,
  onTag,
  onCompare,
}: {
  session: BrowseSession;
  event: EventWithCounts;
  grid: RefObject<PhotoGridHandle | null>;
  cellSize: number;
  actions: PhotoActions;
  loupe: boolean;
  onLoupe: (open: boolean) => void;
  onOpen: () => void;
  onBurst: (index: number) => void;
  onTag: () => void;
  onCompare: () => void;
}): ReactNode {
  const { timeZone } = event;
  const [menu, setMenu] = useState<readonly MenuItem[]>([]);
  return (
    <ContextMenu items={menu}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what the menu offers is what it is opened on. */}
      <div
        className="grid-frame"
        onContextMenu={() => {
          const { selection, layout } = session.state;
          const selected = countSelected(selection, layout?.photos ?? 0);
          const cell = session.cellAt(selection.focus?.index);
          const does = { open: onOpen, tag: onTag, compare: onCompare };
          setMenu(cellMenu(event.id, cell, selected, actions, does));
        }}
      >
        <PhotoGrid
          ref={grid}
          session={session}
          timeZone={timeZone}
          cellSize={cellSize}
          onOpen={openPhoto}
          onBurst={onBurst}
        />
        <InsteadOfCells session={session} event={event} />
        {loupe && <LoupeOf session={session} timeZone={timeZone} onClose={() => onLoupe(false)} />}
      </div>
    </ContextMenu>
  );
}

function LoupeOf({
  session,
  timeZone,
  onClose,
}: {
  session: BrowseSession;
  timeZone: string;
  onClose: () => void;
}): ReactNode {
  const focus = useBrowse(session, ({ selection }) => selection.focus);
  useBrowse(session, ({ window }) => window);
  const cell = session.cellAt(focus?.index);
  return cell && <Loupe event={session.event} cell={cell} timeZone={timeZone} onClose={onClose} />;
}

/** Why there are no cells, where there are none. */
function InsteadOfCells({ session, event }: { session: BrowseSession; event: EventWithCounts }): ReactNode {
  const layout = useBrowse(session, (state) => (state.layout?.total === 0 ? state.layout : null));
  const opened = useBrowse(session, (state) => state.layout !== null);
  const query = useBrowse(session, (state) => (state.layout?.total === 0 ? state.answered : null));
  const error = useBrowse(session, (state) => state.error);
  const cameras = useBrowse(session, (state) => state.facets?.cameras);
  if (layout !== null && query !== null) {
    return (
      <div className="nothing">
        <NothingFound
          layout={layout}
          query={query}
          names={{ timeZone: event.timeZone, cameras: cameras ?? [] }}
          onChange={(change) => void session.change(change)}
        />
      </div>
    );
  }
  if (opened) return null;
  if (error === null) return <Opening photos={event.counts.photos} />;
  return (
    <div className="nothing">
      <EmptyState icon="warning" kind="bad" title={t('browse.error.title')} text={sentenceOf(error)}>
        <Button icon="retry" onClick={() => void session.open()}>
          {t('browse.error.retry')}
        </Button>
      </EmptyState>
    </div>
  );
}

/** The first screen of cells before they are there. */
function Opening({ photos }: { photos: number }): ReactNode {
  return (
    <div className="opening" role="status">
      <span className="unseen">{t('browse.opening', { photos, ready: 0 })}</span>
      {places.slice(0, photos).map((place) => (
        <span key={place} className="skeleton" />
      ))}
    </div>
  );
}
