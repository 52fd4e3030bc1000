import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from 'react';
import { type Handlers, openLayer, register } from './dispatch.ts';
import type { KeyScreen } from './keymap.ts';

const LayerOfKeys = createContext(0);

/**
 * Does commands of the keyboard map while the component is mounted, on one screen or `anywhere`. The
 * handlers of the latest render count; what was mounted later comes first.
 */
export function useCommands(where: KeyScreen | 'anywhere', handlers: Handlers): void {
  const latest = useRef(handlers);
  const layer = useContext(LayerOfKeys);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  // Before the screen is seen: whoever is quick presses its first key at once.
  useLayoutEffect(() => register({ layer, where, handlers: () => latest.current }), [layer, where]);
}

/** What is inside has the keyboard for itself until it is unmounted: a dialog. */
export function KeyLayer({ children }: { children: ReactNode }): ReactNode {
  const layer = useContext(LayerOfKeys) + 1;
  useLayoutEffect(() => openLayer(layer), [layer]);
  return <LayerOfKeys value={layer}>{children}</LayerOfKeys>;
}
