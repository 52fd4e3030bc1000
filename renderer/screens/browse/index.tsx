import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { Panel } from '../../components/pane.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { engine } from '../../engine/connect.ts';
import { getReady } from '../../engine/get-ready.ts';
import { useHistory } from '../../stores/history.ts';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { go, openPhoto, useRoute } from '../../stores/route.ts';
import { say } from '../../stores/toasts.ts';
import { importDropped } from '../ingest/imports.ts';
import './browse.css';
import { BrowseDialogs, type BrowseOver } from './browse-dialogs.tsx';
import { BrowseStatus } from './browse-status.tsx';
import { MAX_COMPARED } from './compare.tsx';
import { FaceButton } from './face-button.tsx';
import { FilterRow } from './filter-row.tsx';
import { GridArea } from './grid-area.tsx';
import { Inspector } from './inspector.tsx';
import { PhotoActions } from './photo-actions.ts';
import type { PhotoGridHandle } from './photo-grid.tsx';
import { hasPicture, pictureOf } from './picture-in.ts';
import { type AthleteList, Rail } from './rail.tsx';
import { SaveSearch } from './save-search.tsx';
import { SearchField, type SearchFieldHandle } from './search-field.tsx';
import { choose, countSelected, isSelected } from './selection.ts';
import { sessionOf, useBrowse } from './sessions.ts';
import { TimelineStrip } from './timeline-strip.tsx';
import { useBrowseKeys } from './use-browse-keys.ts';
import { useMedia } from './use-media.ts';

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
  const [over, setOver] = useState<BrowseOver | null>(null);
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
      <BrowseDialogs session={session} actions={actions} over={over} selected={selected} onChange={setOver} />
    </div>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
