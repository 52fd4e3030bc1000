import { strict } from './strict.ts';

const started = new Set<number>();
let count = 0;

/** `powerSaveBlocker`. */
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (type: 'prevent-app-suspension' | 'prevent-display-sleep') => {
    if (type !== 'prevent-app-suspension' && type !== 'prevent-display-sleep') {
      throw new Error(`There is no power save blocker ${type}.`);
    }
    started.add(++count);
    return count;
  },
  stop: (id: number) => started.delete(id),
  isStarted: (id: number) => started.has(id),
} satisfies Electron.PowerSaveBlocker);
