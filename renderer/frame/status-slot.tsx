import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/**
 * What a screen puts into the status bar: left what is shown and selected, right the keys of the
 * screen. The frame adds running work and free space.
 */
export function StatusSlot({ side, children }: { side: 'left' | 'right'; children: ReactNode }): ReactNode {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => setPlace(document.getElementById(`status-${side}`)), [side]);
  return place && createPortal(children, place);
}
