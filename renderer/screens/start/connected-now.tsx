import { type ReactNode, useEffect, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { Source } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { duration } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { engine } from '../../engine/connect.ts';
import { openEvent } from '../../stores/route.ts';
import { isOpen, useRuns } from '../../stores/runs.ts';
import { useSources } from '../../stores/sources.ts';
import { sayError } from '../../stores/toasts.ts';
import './connected-now.css';

/** Cards that are in a reader, with what the event that was worked on last does not have of them yet. */
export function ConnectedNow({ event }: { event: EventWithCounts }): ReactNode {
  const sources = useSources(({ byEvent }) => byEvent.get(event.id));
  useEffect(() => {
    engine.sources.list({ event: event.id }).then(
      (found) => useSources.getState().take(event.id, found),
      // Without an answer there is no strip; Ingest says what is the matter.
      () => undefined,
    );
  }, [event.id]);
  const cards = sources?.filter(({ kind, state }) => kind === 'card' && state !== 'missing') ?? [];
  if (cards.length === 0) return null;
  return (
    <section className="connected hide-short" aria-label={t('connected.title')}>
      <h2 className="heading">
        {t('connected.title')} <span>{t('connected.into', { event: event.name })}</span>
      </h2>
      <ul className="connected__cards">
        {cards.map((card) => (
          <Card key={card.id} card={card} event={event} />
        ))}
      </ul>
    </section>
  );
}

function Card({ card, event }: { card: Source; event: EventWithCounts }): ReactNode {
  const run = useRuns(({ byId }) =>
    [...byId.values()].find((each) => each.source.id === card.id && isOpen(each)),
  );
  const [busy, setBusy] = useState(false);
  const show = () => openEvent(run?.event ?? event.id, 'ingest');
  const start = async () => {
    // Photos must not stay on a card: where copies go is chosen on the import's own screen.
    if (event.photosFolder === null) return show();
    setBusy(true);
    try {
      useRuns.getState().take(await engine.ingest.start({ event: event.id, source: card.id, mode: 'copy' }));
      show();
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="connected__card">
      <Icon name="card" size={18} className={run ? 'accent' : 'muted'} />
      <div className="grow">
        <b className="ellipsis connected__name">{card.name}</b>
        <div className="text-small muted ellipsis">
          {run
            ? run.secondsLeft === null
              ? t('connected.importing', { event: run.eventName })
              : t('connected.importingLeft', { event: run.eventName, time: duration(run.secondsLeft) })
            : card.state === 'counting' || card.newPhotos === null
              ? t('connected.counting', { photos: card.photos })
              : card.newPhotos > 0
                ? t('connected.new', { photos: card.newPhotos })
                : t(card.safeToRemove ? 'connected.safe' : 'connected.imported')}
        </div>
      </div>
      {run ? (
        <Button size="small" onClick={show}>
          {t('connected.show')}
        </Button>
      ) : card.newPhotos !== null && card.newPhotos > 0 ? (
        <Button
          size="small"
          kind="primary"
          busy={busy}
          aria-label={t('connected.importInto', { source: card.name, event: event.name })}
          onClick={() => void start()}
        >
          {t('connected.import')}
        </Button>
      ) : null}
    </li>
  );
}
