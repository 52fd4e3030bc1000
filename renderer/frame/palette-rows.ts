import { useEffect, useState } from 'react';
import { type NamedPhoto, type Suggestion, Token } from '../../engine/contract/browse.ts';
import type { EventWithCounts } from '../../engine/contract/event.ts';
import type { Person } from '../../engine/contract/people.ts';
import { t } from '../../messages/format.ts';
import { day, timeOfDay } from '../../messages/units.ts';
import type { IconName } from '../components/icons.ts';
import { engine } from '../engine/connect.ts';
import { canRun, runCommand } from '../keyboard/dispatch.ts';
import { type Command, isCommand, keymap, keysOf } from '../keyboard/keymap.ts';
import { tokenLabel } from '../screens/browse/query-parts.ts';
import { browseFor, sessionOf } from '../screens/browse/sessions.ts';
import { useEvents } from '../stores/events.ts';
import { usePreferences } from '../stores/preferences.ts';
import { openEvent, openPhoto } from '../stores/route.ts';

/** What can be found by its name, in the order in which it stands. */
export const groups = ['recent', 'athletes', 'photos', 'events', 'commands'] as const;

export interface Row {
  /** As it is remembered: `Remembered` as JSON. */
  readonly id: string;
  readonly group: (typeof groups)[number];
  readonly icon: IconName;
  readonly name: string;
  readonly detail?: string;
  /** The bib of an athlete, and whether any photo has it. */
  readonly bib?: string;
  readonly bibSeen?: boolean;
  /** Address of the picture of a face. */
  readonly face?: string;
  readonly command?: Command;
  run(): unknown;
  /** With Ctrl: adds to the search instead of starting another one. */
  runOther?(): unknown;
}

/** What was taken once, with what it takes to show it again. */
type Remembered =
  | { readonly command: Command }
  | { readonly openEvent: string }
  | { readonly event: string; readonly photo: string; readonly name: string }
  | { readonly event: string; readonly token: Token };

const idOf = (remembered: Remembered): string => JSON.stringify(remembered);

/** Commands that mean something only with the key that was pressed, and the palette itself. */
const withoutKey = (command: Command): boolean =>
  keysOf(command, !window.host).length < 3 && command !== 'commands' && command !== 'back';

/** Rows for a text: `>` before it finds commands alone. Without a text, what was taken last comes first. */
export function useRows(event: string | null, typed: string): readonly Row[] {
  const events = useEvents(({ list }) => list) ?? [];
  const recent = usePreferences((preferences) => preferences.recent);
  // What can be done is what could be done when the palette opened.
  const [commands] = useState(() =>
    keymap.flatMap(({ command, label }) =>
      withoutKey(command) && canRun(command) ? [{ command, label }] : [],
    ),
  );
  const commandsOnly = typed.trimStart().startsWith('>');
  const text = typed.replace(/^\s*>/, '').trim();
  const words = text.toLowerCase();
  const found = useFound(commandsOnly ? null : event, text);
  const timeZone = events.find(({ id }) => id === event)?.timeZone;

  const commandRows = commands.map(({ command, label }) => commandRow(command, t(label)));
  const named = [...(commandsOnly ? [] : events.map(eventRow)), ...commandRows]
    .filter(({ name }) => name.toLowerCase().includes(words))
    .slice(0, 50);
  const rows: Row[] = [
    ...(event === null
      ? []
      : found.athletes.map((suggestion) => athleteRow(event, suggestion, found.people))),
    ...(event === null ? [] : found.photos.map((photo) => photoRow(event, photo, timeZone))),
    ...(event !== null && /^\d+$/.test(text) && !commandsOnly ? [beginningRow(event, text)] : []),
    ...named,
  ];
  if (words === '' && !commandsOnly) return [...recentRows(recent, event, rows), ...rows];
  // Of rows that fit, those that were taken before come first in their group.
  const rank = (row: Row) => (recent.includes(row.id) ? recent.indexOf(row.id) : recent.length);
  return groups.flatMap((group) =>
    rows.filter((row) => row.group === group).sort((a, b) => rank(a) - rank(b)),
  );
}

function commandRow(command: Command, name: string): Row {
  return {
    id: idOf({ command }),
    group: 'commands',
    icon: 'command',
    name,
    command,
    run: () => runCommand(command),
  };
}

function eventRow({ id, name, date }: EventWithCounts): Row {
  return {
    id: idOf({ openEvent: id }),
    group: 'events',
    icon: 'flag',
    name,
    detail: date ? day(date) : '',
    run: () => openEvent(id),
  };
}

function athleteRow(event: string, { token, photos, detail }: Suggestion, people: readonly Person[]): Row {
  const number = token.kind === 'athlete' ? token.bib : token.kind === 'bib' ? token.text : null;
  const person = number === null ? undefined : people.find((each) => each.number === number);
  const cover = person?.covers[0];
  const isAthlete = token.kind === 'athlete';
  return {
    id: idOf({ event, token }),
    group: 'athletes',
    icon: isAthlete ? 'people' : token.kind === 'bib' ? 'bib' : 'tag',
    name: isAthlete ? token.name : tokenLabel(token),
    detail: [detail, t('palette.photosOf', { photos })].filter((part) => part !== null).join(' · '),
    ...(isAthlete && { bib: token.bib, bibSeen: photos > 0 }),
    ...(cover && { face: `media/${event}/face/${cover.id}` }),
    run: () => browseFor(event, [token]),
    runOther: () => addToSearch(event, token),
  };
}

function photoRow(
  event: string,
  { id, name, takenAt, camera }: NamedPhoto,
  timeZone: string | undefined,
): Row {
  const time = takenAt !== null && timeZone ? timeOfDay(takenAt, timeZone) : null;
  return {
    id: idOf({ event, photo: id, name }),
    group: 'photos',
    icon: 'image',
    name,
    detail: [time, camera].filter((part) => part !== null).join(' · '),
    run: () => openPhoto(id),
  };
}

/** `Search bibs that start with 34`. */
function beginningRow(event: string, text: string): Row {
  const token = { kind: 'bib', text: `${text}*` } as const;
  return {
    id: idOf({ event, token }),
    group: 'photos',
    icon: 'search',
    name: t('palette.beginning', { text }),
    run: () => browseFor(event, [token]),
    runOther: () => addToSearch(event, token),
  };
}

function addToSearch(event: string, token: Token): void {
  browseFor(event, [...sessionOf(event).store.getState().query.tokens, token]);
}

/** What was taken last and can be taken here again; the rest is left for where it can. */
function recentRows(recent: readonly string[], event: string | null, rows: readonly Row[]): Row[] {
  return recent.flatMap((id): Row[] => {
    const known = rows.find((row) => row.id === id);
    if (known) return [{ ...known, group: 'recent' }];
    const remembered = read(id);
    if (!remembered || !('event' in remembered) || remembered.event !== event) return [];
    if ('photo' in remembered) {
      const { photo, name } = remembered;
      return [
        { ...photoRow(event, { id: photo, name, takenAt: null, camera: null }, undefined), group: 'recent' },
      ];
    }
    const { token } = remembered;
    return [
      {
        id,
        group: 'recent',
        icon: token.kind === 'athlete' ? 'people' : 'search',
        name: tokenLabel(token),
        run: () => browseFor(event, [token]),
        runOther: () => addToSearch(event, token),
      },
    ];
  });
}

/** What an id of an earlier time stands for; null where this version does not understand it. */
function read(id: string): Remembered | null {
  try {
    const value = JSON.parse(id) as Record<string, unknown>;
    const token = Token.safeParse(value['token']);
    if (typeof value['event'] === 'string') {
      if (token.success) return { event: value['event'], token: token.data };
      if (typeof value['photo'] === 'string' && typeof value['name'] === 'string')
        return { event: value['event'], photo: value['photo'], name: value['name'] };
    }
    if (typeof value['command'] === 'string' && isCommand(value['command']))
      return { command: value['command'] };
    return null;
  } catch {
    return null;
  }
}

interface Found {
  readonly athletes: readonly Suggestion[];
  readonly people: readonly Person[];
  readonly photos: readonly NamedPhoto[];
}
const nothing: Found = { athletes: [], people: [], photos: [] };

/** What the engine knows by a text in the open event. */
function useFound(event: string | null, text: string): Found {
  const [found, setFound] = useState<Found>(nothing);
  useEffect(() => {
    if (event === null || text === '') {
      setFound(nothing);
      return;
    }
    const away = new AbortController();
    const options = { signal: away.signal };
    Promise.all([
      engine.search.suggest({ event, text, limit: 6 }, options),
      engine.search.names({ event, text, limit: 5 }, options),
    ]).then(
      ([athletes, photos]) => {
        if (!away.signal.aborted) setFound(({ people }) => ({ athletes, photos, people }));
      },
      // Commands are found without it.
      () => {},
    );
    // Faces come when they come: athletes are found without them.
    engine.people.list({ event, text, filter: 'named', count: 6 }, options).then(
      ({ persons }) => {
        if (!away.signal.aborted) setFound((before) => ({ ...before, people: persons }));
      },
      () => {},
    );
    return () => away.abort();
  }, [event, text]);
  return found;
}
