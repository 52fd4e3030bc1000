import { useCallback, useEffect, useState } from 'react';
import { sentenceOf } from '../../engine/errors.ts';

/** What the engine said last, or why it said nothing. `ask` asks again, `take` takes an answer of another call. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly error: string | null;
  ask(): Promise<void>;
  take(answer: Answer): void;
}

/** Asks the engine something when the component is seen, and again when `question` is another function. */
export function useAsked<Answer>(question: () => Promise<Answer>): Asked<Answer> {
  const [state, setState] = useState<{ answer: Answer | null; error: string | null }>({
    answer: null,
    error: null,
  });
  const ask = useCallback(
    () =>
      question().then(
        (answer) => setState({ answer, error: null }),
        (error: unknown) => setState((before) => ({ ...before, error: sentenceOf(error) })),
      ),
    [question],
  );
  useEffect(() => void ask(), [ask]);
  const take = useCallback((answer: Answer) => setState({ answer, error: null }), []);
  return { ...state, ask, take };
}
