import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { openEvent } from '../../stores/route.ts';
import { sayError } from '../../stores/toasts.ts';
import first from './sample/1.webp';
import second from './sample/2.webp';
import third from './sample/3.webp';

/** Of the race itself, so that it shows before it is opened, or made. */
const pictures = [first, second, third];

export type Sample = Awaited<ReturnType<typeof engine.events.sample>>;

/** What there is of the sample race; looked at again while it is being made. */
export function useSample(): Sample | null {
  const [sample, setSample] = useState<Sample | null>(null);
  // Opening the sample, or an event of that name going away, shows in the list of events.
  const ids = useEvents(({ list }) => (list ?? []).map(({ id }) => id).join(' '));
  useEffect(() => {
    const askedFor = ids;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const now = await engine.events.sample();
        if (!wanted || askedFor !== ids) return;
        setSample(now);
        if (now.state === 'beingMade') timer = setTimeout(() => void look(), 2000);
      } catch {
        // The card is an offer: without an answer there is none.
      }
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ids]);
  return sample;
}

/** Opens the sample race, and makes its event first where there is none. */
export function useOpenSample(): { open(): void; busy: boolean } {
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      const event = await engine.events.openSample();
      await useEvents.getState().load();
      openEvent(event.id, 'browse');
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return { open: () => void open(), busy };
}

export function SampleCard({ sample }: { sample: Sample }): ReactNode {
  const { open, busy } = useOpenSample();
  return (
    <article className="card event-card event-card--sample">
      <div className="event-card__cover">
        <span className="event-card__strip">
          {pictures.map((picture) => (
            <img key={picture} src={picture} alt="" className="event-card__strip-photo" />
          ))}
        </span>
      </div>
      <div className="event-card__text">
        <div>
          <h3 className="text-title strong">{t('sample.title')}</h3>
          {sample.photos > 0 && (
            <p className="text-small muted">
              {t('sample.text', { photos: sample.photos, athletes: sample.athletes })}
            </p>
          )}
        </div>
        <div className="row wrap">
          <Button
            disabled={sample.state === 'absent'}
            busy={busy || sample.state === 'beingMade'}
            onClick={open}
          >
            {t('sample.open')}
          </Button>
          <span className="text-small muted">
            {sample.state === 'absent'
              ? t('sample.absent')
              : sample.state === 'beingMade'
                ? t('sample.beingMade')
                : t('sample.here', { size: bytes(sample.bytes) })}
          </span>
        </div>
      </div>
    </article>
  );
}
