import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { IngestRun } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { openEvent } from '../../stores/route.ts';
import { EventCard } from './event-card.tsx';
import { type Sample, SampleCard } from './sample-card.tsx';

/** The cards, one stop for Tab: arrows go from card to card, Home and End to the first and last. */
export function EventCards({
  events,
  runs,
  sample,
  onEdit,
}: {
  events: readonly EventWithCounts[];
  /** Imports under way, by their event. */
  runs: ReadonlyMap<string, IngestRun>;
  /** Null where its card is not wanted. */
  sample: Sample | null;
  onEdit(event: EventWithCounts): void;
}): ReactNode {
  const [focused, setFocused] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const stop = events.some(({ id }) => id === focused) ? focused : events[0]?.id;

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.event-card__open') ?? [])];
    const at = buttons.findIndex((button) => button.contains(document.activeElement));
    if (at < 0) return;
    const top = (button: HTMLElement | undefined) => button?.getBoundingClientRect().top;
    const columns = buttons.filter((button) => top(button) === top(buttons[0])).length;
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: buttons.length - 1,
    };
    const next = buttons[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <ul ref={list} className="events" aria-label={t('start.list')} onKeyDown={onKeyDown}>
      {events.map((event) => {
        const run = runs.get(event.id) ?? null;
        return (
          <li key={event.id}>
            <EventCard
              event={event}
              run={run}
              tabIndex={event.id === stop ? 0 : -1}
              onFocus={() => setFocused(event.id)}
              onOpen={() => openEvent(event.id, event.counts.photos > 0 ? 'browse' : 'ingest')}
              onImport={() => openEvent(event.id, 'ingest')}
              onReview={() => openEvent(event.id, 'review')}
              onCoverage={() => openEvent(event.id, 'coverage')}
              onEdit={() => onEdit(event)}
            />
          </li>
        );
      })}
      {sample && (
        <li>
          <SampleCard sample={sample} />
        </li>
      )}
    </ul>
  );
}
