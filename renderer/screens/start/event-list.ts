import type { EventWithCounts } from '../../../engine/contract/event.ts';

export const orders = ['recent', 'name', 'toReview'] as const;
export type Order = (typeof orders)[number];

/**
 * Events as Start lists them: those whose name or place holds every word of the text, in the order
 * that was chosen; events being imported come first.
 */
export function arrange(
  events: readonly EventWithCounts[],
  text: string,
  order: Order,
  importing: ReadonlySet<string>,
): EventWithCounts[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const by: Record<Order, (a: EventWithCounts, b: EventWithCounts) => number> = {
    recent: (a, b) => b.changedAt - a.changedAt,
    name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }),
    toReview: (a, b) => b.counts.toReview - a.counts.toReview || b.changedAt - a.changedAt,
  };
  return events
    .filter(({ name, place }) => {
      const said = `${name} ${place ?? ''}`.toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .sort((a, b) => Number(importing.has(b.id)) - Number(importing.has(a.id)) || by[order](a, b));
}

/** How far an event is: of its start list where it has one, else of its photos. Shares of 1. */
export function barOf({ counts }: Pick<EventWithCounts, 'counts'>): {
  kind: 'found' | 'read';
  done: number;
  toReview: number;
} {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.min(1, part / whole));
  const kind = counts.entries > 0 ? 'found' : 'read';
  const done =
    kind === 'found' ? share(counts.athletesFound, counts.entries) : share(counts.analysed, counts.photos);
  return { kind, done, toReview: Math.min(1 - done, share(counts.toReview, counts.photos)) };
}

/** Last part of a path, of this system or another. */
export const lastPart = (folder: string): string => folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;

/** Name of the drive that a folder is on, where its path gives one away: a mount point, a drive letter. */
export function driveOf(folder: string): string | null {
  const mounted = /^\/(?:Volumes|mnt|media\/[^/]+|run\/media\/[^/]+)\/([^/]+)/.exec(folder);
  return mounted?.[1] ?? /^([A-Za-z]:)[\\/]/.exec(folder)?.[1]?.toUpperCase() ?? null;
}
