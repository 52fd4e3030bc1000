import { useEffect, useRef, useState } from 'react';
import type { Coverage } from '../../../engine/contract/coverage.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import { useRevision } from '../../stores/events.ts';

/** While photos are read, everything is counted again at most so often (milliseconds). */
const AGAIN = 1_000;

/** How an event is covered, counted anew when it changes. `error` says why the latest count failed. */
export function useCoverage(event: string): {
  readonly coverage: Coverage | null;
  readonly error: string | null;
  retry(): void;
} {
  const [read, setRead] = useState<{ coverage: Coverage | null; error: string | null }>({
    coverage: null,
    error: null,
  });
  const [asked, setAsked] = useState(0);
  const readAt = useRef(-Infinity);
  const revision = useRevision(event);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the event counts anew, and so does a second try.
  useEffect(() => {
    const away = new AbortController();
    const { signal } = away;
    const timer = setTimeout(
      async () => {
        try {
          const coverage = await engine.coverage.get({ event }, { signal });
          if (!signal.aborted) setRead({ coverage, error: null });
        } catch (error) {
          if (!signal.aborted) setRead((before) => ({ ...before, error: sentenceOf(error) }));
        }
        readAt.current = performance.now();
      },
      Math.max(0, readAt.current + AGAIN - performance.now()),
    );
    return () => {
      clearTimeout(timer);
      away.abort();
    };
  }, [event, revision, asked]);
  return { ...read, retry: () => setAsked((times) => times + 1) };
}
