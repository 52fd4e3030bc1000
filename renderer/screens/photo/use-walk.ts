import { useEffect, useState, useSyncExternalStore } from 'react';
import { engine } from '../../engine/connect.ts';
import { openPhoto } from '../../stores/route.ts';
import { sessionOf } from '../browse/sessions.ts';
import { Walk } from './walk.ts';

/** The walk through what Browse found in an event, at the photo that is shown. */
export function useWalk(event: string, photo: string): Walk | null {
  const [walk, setWalk] = useState<Walk | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the walk follows the photo by itself.
  useEffect(() => {
    const made = new Walk(engine, sessionOf(event), photo, openPhoto);
    setWalk(made);
    return () => made.close();
  }, [event]);
  useEffect(() => walk?.show(photo), [walk, photo]);
  useSyncExternalStore(
    (listener) => walk?.subscribe(listener) ?? (() => {}),
    () => walk?.version ?? 0,
  );
  return walk;
}
