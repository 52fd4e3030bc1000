import { useStore } from 'zustand';
import type { Arrangement, BrowseQuery, Filters, Token } from '../../../engine/contract/browse.ts';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { go, useRoute } from '../../stores/route.ts';
import { BrowseSession, type BrowseState, emptyQuery } from './browse-session.ts';

const arrangements: readonly Arrangement[] = [
  'time',
  'minute',
  'burst',
  'bib',
  'camera',
  'sharpest',
  'latest',
];

let current: BrowseSession | null = null;
let stopFollowing = () => {};

/** The session of an event; that of the event before ends. */
export function sessionOf(event: string): BrowseSession {
  if (current?.event === event) return current;
  current?.close();
  stopFollowing();
  const { arrange, stackBursts } = usePreferences.getState();
  const session = new BrowseSession(engine, {
    ...emptyQuery(event),
    arrange: arrangements.find((name) => name === arrange) ?? 'time',
    stackBursts,
  });
  current = session;
  stopFollowing = useEvents.subscribe(({ revisions }, before) => {
    const revision = revisions.get(event);
    if (revision !== undefined && revision !== before.revisions.get(event)) session.eventChanged(revision);
  });
  void session.open();
  session.loadSaved().catch(() => {});
  return session;
}

/** What a session's state says now, and whenever it changes. */
export function useBrowse<Part>(session: BrowseSession, part: (state: BrowseState) => Part): Part {
  return useStore(session.store, part);
}

/** Shows in Browse what tokens and filters find: every photo of a bib or of a face, photos with nobody. */
export function browseFor(event: string, tokens: Token[], filters: Filters = {}): void {
  const search: Partial<BrowseQuery> = { tokens, text: '', filters, openBursts: [] };
  void sessionOf(event).change(search);
  if (useRoute.getState().screen !== 'browse') go('browse');
}
