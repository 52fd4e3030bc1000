import { useLayoutEffect, useState } from 'react';
import { takeLetters } from './dispatch.ts';
import type { KeyScreen } from './keymap.ts';

/** Letters are typed on a screen where bibs have some; keys are printed anew once that is known. */
export function useLetters(where: KeyScreen, letters: boolean): void {
  const [, print] = useState(letters);
  useLayoutEffect(() => {
    if (!letters) return;
    const giveBack = takeLetters(where);
    print(true);
    return () => {
      giveBack();
      print(false);
    };
  }, [where, letters]);
}
