import { useStore } from 'zustand';
import type { ReviewQuestion } from '../../../engine/contract/review.ts';
import { media } from '../../components/photo-image.tsx';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { perform, useHistory } from '../../stores/history.ts';
import { questionsLeft } from '../../stores/review-count.ts';
import { ReviewSession, type ReviewState } from './review-session.ts';

let current: ReviewSession | null = null;
let stopFollowing = () => {};

/** The review of an event, which goes on where it was left; that of the event before ends. */
export function reviewOf(event: string): ReviewSession {
  if (current?.event === event) return current;
  stopFollowing();
  const session = new ReviewSession(event, {
    engine,
    perform: (act) => perform(act, event, { toast: isShort() }),
    preload: (question) => preload(event, question),
    left: (questions) => questionsLeft(event, questions),
    now: () => performance.now(),
  });
  current = session;
  const stopEvents = useEvents.subscribe(({ revisions }, before) => {
    if (revisions.get(event) !== before.revisions.get(event)) void session.refresh();
  });
  const stopHistory = useHistory.subscribe(({ last }, before) => {
    if (last === null || last === before.last || last.how === 'done' || last.action.what.kind !== 'review')
      return;
    void session.returnTo(last.action);
  });
  stopFollowing = () => {
    stopEvents();
    stopHistory();
  };
  void session.refresh();
  return session;
}

export function useReview<Part>(session: ReviewSession, part: (state: ReviewState) => Part): Part {
  return useStore(session.store, part);
}

/** Where the window is too low for the latest answer in the pane, a toast says it. */
export const isShort = (): boolean => matchMedia('(max-height: 760px)').matches;

/** Pictures that are wanted soon, held so that they stay decoded. */
const pictures = new Map<string, HTMLImageElement>();
const HELD = 40;

function preload(event: string, { members, earlier, later, candidates }: ReviewQuestion): void {
  const [best] = members;
  const addresses = [
    best && media.preview(event, best.photoId),
    ...[earlier, later].map((frame) => frame && media.preview(event, frame.photoId)),
    ...members.slice(0, 14).map(({ photoId }) => media.thumb(event, photoId)),
    ...candidates.map(({ faceId }) => faceId && media.face(event, faceId)),
  ];
  for (const address of addresses) {
    if (!address || pictures.has(address)) continue;
    const picture = new Image();
    picture.decoding = 'async';
    picture.src = address;
    pictures.set(address, picture);
    for (const oldest of pictures.keys()) {
      if (pictures.size <= HELD) break;
      pictures.delete(oldest);
    }
  }
}
