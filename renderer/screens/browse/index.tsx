import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { ContextMenu } from '../../components/context-menu.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Panel } from '../../components/pane.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import { getReady } from '../../engine/get-ready.ts';
import { perform, useHistory } from '../../stores/history.ts';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { go, openPhoto, useRoute } from '../../stores/route.ts';
import { say } from '../../stores/toasts.ts';
import { importDropped } from '../ingest/imports.ts';
import { AthletesDialog } from './athletes-dialog.tsx';
import { BibDialog } from './bib-dialog.tsx';
import './browse.css';
import type { BrowseSession } from './browse-session.ts';
import { BrowseStatus } from './browse-status.tsx';
import { cellMenu } from './cell-menu.ts';
import { Compare, MAX_COMPARED } from './compare.tsx';
import { FaceSearch } from './face-search.tsx';
import { FilterRow } from './filter-row.tsx';
import { Inspector } from './inspector.tsx';
import { Loupe } from './loupe.tsx';
import { NothingFound } from './nothing-found.tsx';
import { PhotoActions } from './photo-actions.ts';
import { PhotoGrid, type PhotoGridHandle } from './photo-grid.tsx';
import { type AthleteList, Rail } from './rail.tsx';
import { SaveSearch } from './save-search.tsx';
import { SearchField, type SearchFieldHandle } from './search-field.tsx';
import { choose, countSelected, isSelected } from './selection.ts';
import { sessionOf, useBrowse } from './sessions.ts';
import { TimelineStrip } from './timeline-strip.tsx';
import { addTokens } from './token-text.ts';
import { useBrowseKeys } from './use-browse-keys.ts';
import { useMedia } from './use-media.ts';

type Over =
  | { kind: 'face'; picture: File | null }
  | { kind: 'tag' }
  | { kind: 'change'; photoId: string; sighting: NamedSighting }
  | { kind: 'athletes'; list: AthleteList }
  | { kind: 'compare'; cells: readonly Cell[]; sharpest: string | null };

/** All photos of an event, whatever is searched for, and what can be done to them. */
export function BrowseScreen({ event }: { event: EventWithCounts }): ReactNode {
  const session = sessionOf(event.id);
  const { timeZone } = event;
  const actions = useMemo(() => new PhotoActions(session), [session]);
  const grid = useRef<PhotoGridHandle>(null);
  const search = useRef<SearchFieldHandle>(null);
  const narrow = useMedia('(max-width: 1180px)');
  const preferences = usePreferences();
  const selected = useBrowse(session, ({ selection, layout }) =>
    countSelected(selection, layout?.photos ?? 0),
  );
  const focused = useBrowse(session, ({ selection }) => selection.focus?.id ?? null);
  const [over, setOver] = useState<Over | null>(null);
  const [loupe, setLoupe] = useState(false);
  const [athlete, setAthlete] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);
  // The drawings' smallest window has cells a tenth smaller.
  const cellSize = narrow ? Math.round(preferences.cellSize * 0.9) : preferences.cellSize;

  // The athlete that was gone to is one of the photo that is left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another photo begins with its own first athlete.
  useEffect(() => setAthlete(null), [focused]);

  // Who comes back from the photo's screen is at the photo that was looked at last.
  useEffect(() => {
    const { photo } = useRoute.getState();
    if (photo === null || photo === session.state.selection.focus?.id) return;
    void session.find(photo).then((index) => {
      if (index === null) return;
      session.select(choose(session.state.selection, { index, id: photo }));
      grid.current?.reveal(index);
    });
  }, [session]);

  // Undo goes back to the photo that it changes.
  const last = useHistory((history) => history.last);
  useEffect(() => {
    if (last === null) return;
    // What was just done shows without waiting to be told of it.
    void session.refresh();
    if (last.how === 'done') return;
    if (/Search$/.test(last.action.what.kind)) session.loadSaved().catch(() => {});
    const { photoId } = last.action;
    if (photoId === null) return;
    void session.find(photoId).then((index) => {
      if (index === null) return;
      session.select(choose(session.state.selection, { index, id: photoId }));
      grid.current?.reveal(index);
    });
  }, [last, session]);

  // Wherever the keyboard is but in a field: a picture is searched for, copied bibs are set.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || event.clipboardData === null || isField(event.target)) return;
      const picture = pictureOf(event.clipboardData);
      event.preventDefault();
      if (picture !== null) setOver({ kind: 'face', picture });
      else void actions.pasteBibs();
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [actions]);

  const openFocused = useCallback(() => {
    const { selection } = session.state;
    const id = selection.focus?.id ?? session.cellAt(selection.focus?.index)?.id;
    if (id !== undefined && id !== null) openPhoto(id);
  }, [session]);

  const toggleBurst = useCallback(
    (index: number | undefined) => {
      const photo = session.cellAt(index);
      const { stackBursts, openBursts } = session.state.query;
      if (photo === undefined || photo.burst === null) return;
      if (!stackBursts) {
        savePreferences({ stackBursts: true });
        return void session.change({ stackBursts: true, openBursts: [] }, true);
      }
      // An open burst is named by any of its photos, which may be another one than this.
      const before = session.state.layout?.total ?? 0;
      const rest = openBursts.filter((id) => id !== photo.id);
      if (rest.length < openBursts.length) return void session.change({ openBursts: rest }, true);
      void session.change({ openBursts: [...openBursts, photo.id] }, true).then(() => {
        // It was open already by another name: all that are open close, rather than none.
        if (session.state.layout?.total === before) void session.change({ openBursts: [] }, true);
      });
    },
    [session],
  );

  const compare = useCallback(async () => {
    const { selection, layout: laid } = session.state;
    const index = selection.focus?.index;
    const cells: Cell[] = [];
    for (
      let at = Math.max(0, (index ?? 0) - 200);
      at < Math.min(laid?.total ?? 0, (index ?? 0) + 200);
      at++
    ) {
      const photo = session.cellAt(at);
      if (photo !== undefined && isSelected(selection, { index: at, id: photo.id })) cells.push(photo);
    }
    const one = session.cellAt(index);
    let sharpest: string | null = null;
    if (cells.length < 2 && one !== undefined && one.burst !== null) {
      const { burst } = await engine.photos.get({ event: session.event, photoId: one.id });
      cells.splice(0, cells.length, ...(burst?.photos ?? []));
      sharpest = burst?.sharpest ?? null;
    }
    if (cells.length < 2) say({ kind: 'info', text: t('browse.compare.tooFew') });
    else setOver({ kind: 'compare', cells: cells.slice(0, MAX_COMPARED), sharpest });
  }, [session]);

  const clear = useCallback(() => {
    const { tokens, text, filters } = session.state.query;
    if (tokens.length === 0 && text === '' && Object.keys(filters).length === 0) return false;
    void session.change({ tokens: [], text: '', filters: {}, openBursts: [] });
    return true;
  }, [session]);

  useBrowseKeys({
    session,
    grid,
    actions,
    loupe,
    athlete,
    setLoupe,
    setAthlete,
    clear,
    openFocused,
    toggleBurst: () => toggleBurst(session.state.selection.focus?.index),
    compare: () => void compare(),
    focusSearch: () => search.current?.focus(),
    tag: () => setOver({ kind: 'tag' }),
    change: (photoId, sighting) => setOver({ kind: 'change', photoId, sighting }),
  });

  // What is no picture to search for is photos to import, wherever in the window it is dropped.
  const body = useRef<HTMLElement | null>(document.body);
  const importable = useDrop(body, async (files) => {
    if (window.host === undefined) say({ kind: 'info', text: t('browse.empty.textBrowser') });
    else if ((await importDropped(event.id, files)) !== null) go('ingest');
  });

  useEffect(() => {
    if (importable && window.host !== undefined) getReady(event.id, { analysis: true });
  }, [event.id, importable]);

  const searchFace = (picture: File | null) => setOver({ kind: 'face', picture });
  const tag = useCallback(() => setOver({ kind: 'tag' }), []);
  const openCompare = useCallback(() => void compare(), [compare]);
  const change = useCallback(
    (sighting: NamedSighting) => {
      const photoId = session.cellAt(session.state.selection.focus?.index)?.id;
      if (photoId !== undefined) setOver({ kind: 'change', photoId, sighting });
    },
    [session],
  );
  const athletes = useCallback((list: AthleteList) => setOver({ kind: 'athletes', list }), []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop pictures; the same is a button of the field.
    <div
      className="browse"
      onDragOver={(drag) => {
        if (!hasPicture(drag.dataTransfer)) return;
        drag.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(drag) => {
        if (!drag.currentTarget.contains(drag.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={(drop) => {
        setDragging(false);
        const picture = pictureOf(drop.dataTransfer);
        if (picture === null) return;
        drop.preventDefault();
        searchFace(picture);
      }}
    >
      <h1 className="unseen">{t('browse.title')}</h1>
      {preferences.collections && <Rail session={session} narrow={narrow} onAthletes={athletes} />}
      <Panel label={t('browse.photos')} className="browse-centre">
        <div className="search-bar">
          <SearchField
            ref={search}
            session={session}
            onLeave={() => grid.current?.focus()}
            onPicture={searchFace}
          >
            <FaceButton onPicture={searchFace} />
          </SearchField>
          <SaveSearch session={session} timeZone={timeZone} />
        </div>
        <FilterRow session={session} timeZone={timeZone} cellSize={preferences.cellSize} />
        {preferences.timeline && <TimelineStrip session={session} timeZone={timeZone} />}
        <GridArea
          session={session}
          event={event}
          grid={grid}
          cellSize={cellSize}
          actions={actions}
          loupe={loupe}
          onLoupe={setLoupe}
          onOpen={openFocused}
          onBurst={toggleBurst}
          onTag={tag}
          onCompare={openCompare}
        />
        {(dragging || (importable && window.host)) && (
          <div className="drop-face" role="status">
            {t(dragging ? 'browse.search.dropFace' : 'ingest.drop.over')}
          </div>
        )}
      </Panel>
      {preferences.inspector && (
        <Inspector
          session={session}
          timeZone={timeZone}
          narrow={narrow}
          actions={actions}
          athlete={athlete}
          onTag={tag}
          onChange={change}
          onCompare={openCompare}
        />
      )}
      <BrowseStatus session={session} />
      {over?.kind === 'face' && (
        <FaceSearch
          event={event.id}
          picture={over.picture}
          onClose={() => setOver(null)}
          onFace={(embedding) => {
            const { tokens } = session.state.query;
            const token = { kind: 'selfie', embedding, minSimilarity: null } as const;
            void session.change({ tokens: addTokens(tokens, [token]) });
          }}
        />
      )}
      {over?.kind === 'tag' && (
        <BibDialog
          event={event.id}
          title={t('browse.tag.title', { photos: Math.max(1, selected) })}
          action={t('browse.tag.do', { photos: Math.max(1, selected) })}
          several
          onDone={(numbers) => void actions.tag(numbers)}
          onClose={() => setOver(null)}
        />
      )}
      {over?.kind === 'change' && (
        <BibDialog
          event={event.id}
          title={t('browse.tag.change', { number: over.sighting.number })}
          action={t('browse.tag.changeDo')}
          several={false}
          onDone={([to]) => to !== undefined && void actions.correct(over.photoId, over.sighting, to)}
          onClose={() => setOver(null)}
        />
      )}
      {over?.kind === 'athletes' && (
        <AthletesDialog event={event.id} list={over.list} onClose={() => setOver(null)} />
      )}
      {over?.kind === 'compare' && (
        <Compare
          event={event.id}
          cells={over.cells}
          sharpest={over.sharpest}
          onClose={() => setOver(null)}
          onRate={({ id }, stars) => {
            setOver({ ...over, cells: over.cells.map((one) => (one.id === id ? { ...one, stars } : one)) });
            void perform(
              () => engine.photos.setStars({ event: event.id, selection: { ids: [id] }, stars }),
              event.id,
            );
          }}
          onFlag={({ id }, flag) => {
            setOver({ ...over, cells: over.cells.map((one) => (one.id === id ? { ...one, flag } : one)) });
            void perform(
              () => engine.photos.setFlag({ event: event.id, selection: { ids: [id] }, flag }),
              event.id,
            );
          }}
        />
      )}
    </div>
  );
}

const places = Array.from({ length: 60 }, (_, at) => `place ${at}`);

/** The grid, or what stands in its place, with the menu of its photos. */
function GridArea({
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

function FaceButton({ onPicture }: { onPicture: (picture: File | null) => void }): ReactNode {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu
        align="end"
        trigger={<Button kind="quiet" size="small" icon="face" aria-label={t('browse.search.byFace')} />}
        items={[
          { label: t('browse.search.faceFile'), icon: 'image', run: () => file.current?.click() },
          { label: t('browse.search.faceCamera'), icon: 'camera', run: () => onPicture(null) },
          { heading: t('browse.search.faceHint') },
        ]}
      />
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        data-testid="face-file"
        onChange={(change) => {
          const [picture] = change.target.files ?? [];
          if (picture !== undefined) onPicture(picture);
          change.target.value = '';
        }}
      />
    </>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** A single picture searches for a face; several files, or a folder, are photos to import. */
function hasPicture({ items }: DataTransfer): boolean {
  const files = [...items].filter(({ kind }) => kind === 'file');
  return files.length === 1 && files[0]?.type.startsWith('image/') === true;
}

function pictureOf({ files }: DataTransfer): File | null {
  const [picture] = files;
  return files.length === 1 && picture?.type.startsWith('image/') === true ? picture : null;
}
