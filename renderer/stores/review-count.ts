import { useEffect } from 'react';
import { create } from 'zustand';
import { engine } from '../engine/connect.ts';
import { useRevision } from './events.ts';

interface ReviewCount {
  /** Questions that are left, by event. */
  readonly left: ReadonlyMap<string, number>;
}

const useReviewCount = create<ReviewCount>()(() => ({ left: new Map() }));

/** Review knows it first: it says so with each answer. */
export function questionsLeft(event: string, questions: number): void {
  const { left } = useReviewCount.getState();
  if (left.get(event) !== questions) useReviewCount.setState({ left: new Map(left).set(event, questions) });
}

/** Milliseconds: an event that is just opened has better things to do, and one that is imported changes often. */
const FIRST = 1200;
const AGAIN = 1000;

/** Questions that are left in an event, a moment after it changed; null until they are known. */
export function useQuestions(event: string | null): number | null {
  const revision = useRevision(event ?? '');
  const known = useReviewCount(({ left }) => (event === null ? undefined : left.get(event)));
  const wait = known === undefined ? FIRST : AGAIN;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the event asks for the same count again.
  useEffect(() => {
    if (event === null) return;
    const timer = setTimeout(() => {
      engine.review.counts({ event }).then(
        ({ questions }) => questionsLeft(event, questions),
        () => {},
      );
    }, wait);
    return () => clearTimeout(timer);
  }, [event, revision]);
  return known ?? null;
}
