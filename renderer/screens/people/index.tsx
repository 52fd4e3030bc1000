import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Token } from '../../../engine/contract/browse.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { Person, PersonFace } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { ContextMenu } from '../../components/context-menu.tsx';
import type { MenuItem } from '../../components/menu.tsx';
import { Pane, Panel } from '../../components/pane.tsx';
import { engine } from '../../engine/connect.ts';
import { capOfCommand } from '../../keyboard/key-label.ts';
import { useLetters } from '../../keyboard/use-letters.ts';
import { perform, useHistory } from '../../stores/history.ts';
import { openPhoto } from '../../stores/route.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { browseFor } from '../browse/sessions.ts';
import { useMedia } from '../browse/use-media.ts';
import { type FacesHandle, FacesPane } from './faces-pane.tsx';
import { InsteadOfPeople, LoadingPeople, StaleNote } from './instead-of-people.tsx';
import { MergePane } from './merge-pane.tsx';
import type { MergeQueue } from './merge-queue.ts';
import type { PeopleSession } from './people-session.ts';
import { PeopleStatus } from './people-status.tsx';
import { PeopleToolbar } from './people-toolbar.tsx';
import type { CardActions } from './person-card.tsx';
import { PersonGrid, type PersonGridHandle } from './person-grid.tsx';
import { likelyNumber, shortly } from './person-words.ts';
import { sessionsOf, useMerges, usePeople } from './sessions.ts';
import { chosenFaces, obstacleOf, type Split, toggleFace } from './split.ts';
import { usePeopleKeys } from './use-people-keys.ts';
import { usePerson } from './use-person.ts';
import './people.css';

const LETTER = /\p{L}/u;

/** Everybody whose face is in the photos of an event: who has no number yet, who may be one, who is not. */
export function PeopleScreen({ event }: { event: EventWithCounts }): ReactNode {
  if (!event.faceSearch) {
    return (
      <div className="people">
        <h1 className="unseen">{t('people.title')}</h1>
        <Panel label={t('people.list')}>
          <InsteadOfPeople why="off" event={event} />
        </Panel>
      </div>
    );
  }
  return <People event={event} />;
}

function People({ event }: { event: EventWithCounts }): ReactNode {
  const { people: session, merges } = sessionsOf(event.id);
  const { timeZone } = event;
  const narrow = useMedia('(max-width: 1180px)');
  const grid = useRef<PersonGridHandle>(null);
  const faces = useRef<FacesHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const head = usePeople(session, (state) => state.head);
  const error = usePeople(session, (state) => state.error);
  const selected = usePeople(session, (state) => state.selected);
  const compared = useMerges(merges, (state) => state.compared);
  const focused = usePeople(session, ({ focus, persons }) => (focus ? persons.get(focus.index) : undefined));
  const [split, setSplit] = useState<Split | null>(null);
  const [menu, setMenu] = useState<readonly MenuItem[]>([]);
  const { detail, error: detailError } = usePerson(event.id, split?.person ?? focused?.id ?? null);
  const shown = (split && detail?.person) ?? focused ?? null;

  const lettered = usePeople(session, ({ persons }) =>
    [...persons.values()].some(({ number }) => number !== null && LETTER.test(number)),
  );
  useLetters('people', lettered || LETTER.test(event.bibRules?.alphabet ?? ''));

  useEffect(() => session.watch(), [session]);
  useEffect(() => merges.watch(), [merges]);
  useFollowHistory(session, merges);

  const openPhotos = useCallback((person: Person) => browseFor(event.id, tokensOf(person)), [event.id]);
  const openFace = useCallback(({ photoId }: PersonFace) => openPhoto(photoId), []);

  const same = useCallback(
    (person: Person, other: Person) => {
      session.endNaming();
      passOn(session, person);
      void perform(
        () => engine.people.same({ event: event.id, person: person.id, other: other.id }),
        event.id,
      );
    },
    [event.id, session],
  );

  const name = useCallback(
    (person: Person, number: string | null) => {
      session.endNaming();
      session.showChange(person.id, (before) => ({
        ...before,
        number,
        numberBy: 'person',
        noNumber: number === null,
        entries: before.number === number ? before.entries : [],
      }));
      passOn(session, person);
      void perform(() => engine.people.name({ event: event.id, person: person.id, number }), event.id).then(
        // Where it failed, what was shown is not so.
        (action) => {
          if (action === null) void session.refresh();
        },
      );
    },
    [event.id, session],
  );

  const takeOut = useCallback(
    async (person: Person, taken: readonly string[], number: string | null) => {
      const action = await perform(
        () => engine.people.split({ event: event.id, person: person.id, faces: [...taken], number }),
        event.id,
      );
      if (action) setSplit(null);
    },
    [event.id],
  );

  const answer = (isSame: boolean) => {
    const pair = merges.shown;
    if (pair === null) return;
    const giveBack = merges.answered(pair);
    session.selectNone();
    const pairOf = { event: event.id, person: pair.a.id, other: pair.b.id };
    void perform(() => engine.people[isSame ? 'same' : 'different'](pairOf), event.id).then((action) => {
      if (action === null) giveBack();
    });
  };

  const beginSplit = () => {
    const person = focused;
    if (person === undefined || person.faces < 2) return false;
    setSplit({ person: person.id, chosen: null });
    return true;
  };

  // Keys mean the list from the first moment, and it is seen whom they mean.
  const opened = head !== null && head.total > 0;
  useEffect(() => {
    const { focus } = session.state;
    if (opened && focus && document.activeElement === document.body) grid.current?.reveal(focus.index);
  }, [opened, session]);

  // The keyboard goes to the faces as soon as they are there.
  const splitting = split !== null && detail !== null;
  useEffect(() => {
    if (splitting) faces.current?.focus();
  }, [splitting]);

  const endSplit = () => {
    setSplit(null);
    const { focus } = session.state;
    if (focus) grid.current?.reveal(focus.index);
  };

  const moveChosen = (number: string | null) => {
    if (split === null || detail === null) return;
    const chosen = chosenFaces(split, detail);
    const obstacle = obstacleOf(chosen, detail);
    if (obstacle !== null)
      return void say({
        kind: 'info',
        text:
          obstacle === 'nothing'
            ? t('people.split.nothing', { select: capOfCommand('selectPerson') })
            : t(`people.split.${obstacle}`),
      });
    void takeOut(detail.person, [...chosen], number);
  };

  const compare = () => {
    const chosen = session.state.selected;
    const other = focused && !chosen.includes(focused.id) ? [focused.id] : [];
    const [a, b] = chosen.length === 2 ? chosen : [...chosen, ...other];
    if (a === undefined || b === undefined || chosen.length > 2)
      return void say({
        kind: 'info',
        text: t('people.compare.choose', {
          select: capOfCommand('selectPerson'),
          compare: capOfCommand('comparePeople'),
        }),
      });
    merges.compare(a, b).catch(sayError);
  };

  usePeopleKeys({
    session,
    merges,
    grid,
    faces,
    splitting,
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    close: () => {
      if (merges.endComparison()) return true;
      if (split !== null) endSplit();
      else if (session.state.query.text !== '') void session.change({ text: '' });
      else if (session.state.selected.length > 0) session.selectNone();
      else return false;
      return true;
    },
    answer,
    split: beginSplit,
    moveChosen: () => moveChosen(detail?.oddAre?.number ?? null),
    toggleFace: (face) => split && detail && setSplit(toggleFace(split, detail, face)),
    compare,
    noNumber: (person) => name(person, null),
    openPhotos,
    openPhoto: () => {
      const face = faces.current?.face ?? focused?.covers[0];
      if (!face) return false;
      openFace(face);
      return true;
    },
  });

  const actions = useMemo<CardActions>(
    () => ({
      onFocus: (index) => session.state.focus?.index !== index && session.focus(index),
      onChoose: (index, add) => {
        session.focus(index);
        const person = session.personAt(index);
        if (add && person) session.toggle(person.id);
        else if (session.state.selected.length > 0) session.selectNone();
      },
      onOpen: openPhotos,
      onName: name,
      onSame: same,
      onLeaveNaming: () => session.endNaming(),
    }),
    [session, openPhotos, name, same],
  );

  const openMenu = () => {
    const person = session.focused;
    if (!person) return setMenu([]);
    const rename = person.number === null ? 'people.menu.name' : 'people.menu.rename';
    setMenu([
      { heading: person.number === null ? t('people.noNumber') : shortly(person) },
      { label: t('people.menu.photos'), icon: 'grid', run: () => openPhotos(person) },
      {
        label: t('people.menu.photo'),
        icon: 'image',
        command: 'photoOfItem',
        disabled: person.covers.length === 0,
        run: () => person.covers[0] && openFace(person.covers[0]),
      },
      'line',
      {
        label: t(rename),
        icon: 'bib',
        // The menu gives the keyboard back first.
        run: () => requestAnimationFrame(() => session.beginNaming(person.id, likelyNumber(person))),
      },
      {
        label: t('people.menu.noNumber'),
        icon: 'ban',
        command: 'noNumber',
        disabled: person.noNumber,
        run: () => name(person, null),
      },
      'line',
      {
        label: t('people.menu.split'),
        icon: 'split',
        command: 'split',
        disabled: person.faces < 2,
        run: beginSplit,
      },
      { label: t('people.menu.compare'), icon: 'merge', command: 'comparePeople', run: compare },
    ]);
  };

  return (
    <div className="people">
      <h1 className="unseen">{t('people.title')}</h1>
      <Panel label={t('people.list')} className="people__centre">
        <PeopleToolbar
          session={session}
          head={head}
          search={search}
          onLeaveSearch={() => focusGrid(session, grid)}
        />
        {head !== null && error !== null && <StaleNote session={session} error={error} />}
        {head === null && error === null ? (
          <LoadingPeople />
        ) : head === null || head.total === 0 ? (
          <InsteadOfPeople why={head === null ? 'error' : 'nobody'} event={event} session={session} />
        ) : (
          <ContextMenu items={menu}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: what the menu offers is what it is opened on. */}
            <div className="people__grid" onContextMenu={openMenu}>
              <PersonGrid
                ref={grid}
                session={session}
                head={head}
                narrow={narrow}
                split={split?.person ?? null}
                actions={actions}
              />
            </div>
          </ContextMenu>
        )}
      </Panel>
      {head !== null && head.counts.all > 0 && (
        <Pane
          name="people.right"
          label={t(compared ? 'people.compare' : 'people.merges')}
          side="right"
          width={narrow ? 332 : 404}
          min={300}
          max={600}
          landmark="complementary"
        >
          <div className="people__aside">
            <MergePane event={event.id} timeZone={timeZone} queue={merges} onAnswer={answer} />
            {shown && (
              <FacesPane
                ref={faces}
                event={event.id}
                person={shown}
                detail={detail}
                error={detailError}
                split={split}
                onSplit={beginSplit}
                onCancel={endSplit}
                onToggle={(face) => split && detail && setSplit(toggleFace(split, detail, face))}
                onMove={moveChosen}
                onOpenPhoto={openFace}
                onNotThis={(face) => void takeOut(shown, [face.id], null)}
                onPhotos={() => openPhotos(shown)}
              />
            )}
          </div>
        </Pane>
      )}
      {head && <PeopleStatus head={head} selected={selected.length} />}
    </div>
  );
}

/** What finds a person's photos: its number, else its best face. */
function tokensOf({ number, entries, covers }: Person): Token[] {
  if (number !== null) {
    const name = entries.find((entry) => entry.name !== null)?.name ?? null;
    return [name === null ? { kind: 'bib', text: number } : { kind: 'athlete', bib: number, name }];
  }
  const [best] = covers;
  return best ? [{ kind: 'face', place: { photoId: best.photoId, box: best.box }, minSimilarity: null }] : [];
}

/** Who was just named leaves those without a number: the next of them has the focus. */
function passOn(session: PeopleSession, person: Person): void {
  const { focus, head } = session.state;
  if (focus === null || head === null || focus.id !== person.id || focus.index >= head.unnamed) return;
  const next = focus.index + 1 < head.unnamed ? focus.index + 1 : Math.max(0, focus.index - 1);
  session.focus(next);
}

function focusGrid(session: PeopleSession, grid: RefObject<PersonGridHandle | null>): void {
  const { focus } = session.state;
  if (focus) grid.current?.reveal(focus.index);
}

/** What was just done, undone or done again shows without waiting to be told of it. */
function useFollowHistory(session: PeopleSession, merges: MergeQueue): void {
  const last = useHistory((history) => history.last);
  const seen = useRef(last?.step ?? 0);
  useEffect(() => {
    if (last === null || last.step === seen.current) return;
    seen.current = last.step;
    void session.refresh();
    if (last.how === 'done') void merges.refresh();
    else merges.undone();
  }, [last, session, merges]);
}
