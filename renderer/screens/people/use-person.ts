import { useEffect, useState } from 'react';
import type { PersonDetail } from '../../../engine/contract/people.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import { useRevision } from '../../stores/events.ts';
import { useHistory } from '../../stores/history.ts';

/** Whoever goes through people with a key looks at none of them for so long (milliseconds). */
const RESTS = 120;
/** While photos are read, the faces of a person are read again at most so often (milliseconds). */
const AGAIN = 2_000;

interface Read {
  readonly id: string;
  readonly detail: PersonDetail | null;
  readonly error: string | null;
  /** Something that somebody did is shown at once. */
  readonly step: number;
  readonly at: number;
}

/**
 * A person with every face: the present state soon, anew whenever the event changes or somebody did
 * something. `detail` is null until it was read once.
 */
export function usePerson(
  event: string,
  id: string | null,
): { readonly detail: PersonDetail | null; readonly error: string | null } {
  const [read, setRead] = useState<Read | null>(null);
  const revision = useRevision(event);
  const step = useHistory(({ last }) => last?.step ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the event asks for the same person again.
  useEffect(() => {
    if (id === null) return;
    const away = new AbortController();
    const { signal } = away;
    const wait =
      read?.id === id && read.step === step ? Math.max(RESTS, read.at + AGAIN - Date.now()) : RESTS;
    const timer = setTimeout(async () => {
      const at = Date.now();
      try {
        const detail = await engine.people.get({ event, person: id }, { signal });
        if (!signal.aborted) setRead({ id, detail, error: null, step, at });
      } catch (error) {
        if (signal.aborted) return;
        // What was read before is still right where only the line broke.
        const detail = read?.id === id ? read.detail : null;
        setRead({ id, detail, error: sentenceOf(error), step, at });
      }
    }, wait);
    return () => {
      clearTimeout(timer);
      away.abort();
    };
  }, [event, id, revision, step]);
  return read?.id === id ? read : { detail: null, error: null };
}
