import { useEffect, useState } from 'react';
import { engine } from '../../engine/connect.ts';
import { type Found, isNumber } from './naming.ts';

/** What is known of a number that is typed; null until it was asked. */
export function useFound(event: string, typed: string): Found | null {
  const number = typed.trim();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!isNumber(number)) return;
    const away = new AbortController();
    const { signal } = away;
    Promise.all([
      engine.search.suggest({ event, text: number, limit: 8 }, { signal }),
      engine.people.list({ event, filter: 'named', text: number, count: 20 }, { signal }),
    ]).then(
      ([suggestions, { persons }]) => {
        if (!signal.aborted) setFound({ number, suggestions, persons });
      },
      // The number can be saved without it.
      () => {},
    );
    return () => away.abort();
  }, [event, number]);
  return found;
}
