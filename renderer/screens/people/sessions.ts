import { useStore } from 'zustand';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { MergeQueue, type MergeState } from './merge-queue.ts';
import { PeopleSession, type PeopleState } from './people-session.ts';

interface Current {
  readonly event: string;
  readonly people: PeopleSession;
  readonly merges: MergeQueue;
}

let current: Current | null = null;
let stopFollowing = () => {};

/** The list and the suggestions of an event; those of the event before end. */
export function sessionsOf(event: string): Current {
  if (current?.event === event) return current;
  current?.people.close();
  current?.merges.close();
  stopFollowing();
  const made = { event, people: new PeopleSession(engine, event), merges: new MergeQueue(engine, event) };
  current = made;
  stopFollowing = useEvents.subscribe(({ revisions }, before) => {
    if (revisions.get(event) === before.revisions.get(event)) return;
    made.people.eventChanged();
    made.merges.eventChanged();
  });
  return made;
}

export function usePeople<Part>(session: PeopleSession, part: (state: PeopleState) => Part): Part {
  return useStore(session.store, part);
}

export function useMerges<Part>(queue: MergeQueue, part: (state: MergeState) => Part): Part {
  return useStore(queue.store, part);
}
