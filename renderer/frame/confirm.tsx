import { type ReactNode, useRef } from 'react';
import { create } from 'zustand';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

interface Question {
  readonly title: string;
  /** What is freed and what stays; that it cannot be undone. */
  readonly text: ReactNode;
  /** The safe choice keeps its meaning: “Keep them”. */
  readonly keep: string;
  /** A verb and a count: “Delete 388 photos”. */
  readonly act: string;
  /** Whether it destroys something. */
  readonly danger?: boolean;
}

const useQuestion = create<{ asked: (Question & { answer(yes: boolean): void }) | null }>()(() => ({
  asked: null,
}));

/** Asks before what cannot be undone, and only then. */
export function confirm(question: Question): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  useQuestion.getState().asked?.answer(false);
  useQuestion.setState({
    asked: {
      ...question,
      answer: (yes) => {
        useQuestion.setState({ asked: null });
        resolve(yes);
      },
    },
  });
  return promise;
}

export function ConfirmDialog(): ReactNode {
  const asked = useQuestion((state) => state.asked);
  const keep = useRef<HTMLButtonElement>(null);
  if (!asked) return null;
  return (
    <Dialog
      title={asked.title}
      size="small"
      initialFocus={keep}
      onClose={() => asked.answer(false)}
      actions={
        <>
          <Button ref={keep} onClick={() => asked.answer(false)}>
            {asked.keep}
          </Button>
          <Button kind={asked.danger ? 'dangerFilled' : 'primary'} onClick={() => asked.answer(true)}>
            {asked.act}
          </Button>
        </>
      }
    >
      <div className="secondary">{asked.text}</div>
    </Dialog>
  );
}
