import { type ReactNode, useCallback, useState } from 'react';
import { defaultThresholds, type EventWithCounts, type Thresholds } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { confidence, count, day } from '../../../messages/units.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { Slider } from '../../components/toggles.tsx';
import { engine } from '../../engine/connect.ts';
import { useCurrentEvent, useEvents } from '../../stores/events.ts';
import { undo } from '../../stores/history.ts';
import { editEvent, go } from '../../stores/route.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { Group, Setting } from './setting.tsx';
import { countsFor } from './threshold-counts.ts';
import { useAsked } from './use-asked.ts';

/** What the open event says of bibs and from where on its sightings are believed. */
export function EventSection(): ReactNode {
  const event = useCurrentEvent();
  if (!event)
    return (
      <EmptyState icon="flag" title={t('settings.event.none')} text={t('settings.event.none.text')}>
        <Button onClick={() => go('start')}>{t('settings.event.events')}</Button>
      </EmptyState>
    );
  const { bibRules } = event;
  const where = [event.date && day(event.date), event.place].filter(Boolean).join(' · ');
  return (
    <>
      <Group
        title={event.name}
        actions={<Button onClick={() => editEvent(event.id)}>{t('settings.event.edit')}</Button>}
      >
        {where !== '' && <p className="secondary">{where}</p>}
        <dl className="facts settings__facts">
          <dt>{t('settings.event.bibs')}</dt>
          <dd>
            {bibRules
              ? t('settings.event.bibs.rules', {
                  min: bibRules.minLength,
                  max: bibRules.maxLength,
                  alphabet: bibRules.alphabet,
                })
              : t('settings.event.bibs.learnt')}
            {bibRules && bibRules.ranges.length > 0 && (
              <div>
                {t('settings.event.bibs.ranges', {
                  ranges: bibRules.ranges
                    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
                    .join(', '),
                })}
              </div>
            )}
          </dd>
          <dt>{t('settings.event.facts')}</dt>
          <dd>
            {t(event.faceSearch ? 'settings.event.faceSearch.on' : 'settings.event.faceSearch.off')}
            {' · '}
            {t('settings.event.pack', { pack: event.pack })}
          </dd>
        </dl>
      </Group>
      <ThresholdsGroup key={event.id} event={event} />
    </>
  );
}

/** Moves where the machine's word is enough, with what that does to the sightings of now. */
function ThresholdsGroup({ event }: { event: EventWithCounts }): ReactNode {
  const { thresholds: kept, id } = event;
  const question = useCallback(() => engine.sightings.confidences({ event: id }), [id]);
  const { answer: confidences, ask } = useAsked<number[]>(question);
  const [moved, setMoved] = useState<Thresholds | null>(null);
  const [busy, setBusy] = useState(false);
  const now = moved ?? kept;
  const would = confidences && countsFor(confidences, now);
  const is = confidences && countsFor(confidences, kept);
  const all = would ? would.accepted + would.reviewed + would.below : 0;
  const same = now.accept === kept.accept && now.review === kept.review;

  const save = async () => {
    setBusy(true);
    try {
      await engine.events.update({ event: id, thresholds: now });
      await useEvents.getState().load();
      setMoved(null);
      say({
        kind: 'ok',
        text: t('history.eventFacts'),
        action: { label: t('toast.undo'), keys: 'undo', run: () => void undo(undefined, id) },
      });
      await ask();
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  // Hundredths: a slider counts in whole steps.
  const row = (name: 'accept' | 'review', min: number, max: number) => (
    <Setting label={t(`settings.thresholds.${name}`)}>
      {() => (
        <div className="row settings__threshold">
          <Slider
            label={t(`settings.thresholds.${name}`)}
            value={Math.round(now[name] * 100)}
            min={min}
            max={max}
            said={confidence(now[name])}
            onChange={(value) => {
              const next = { ...now, [name]: value / 100 };
              // What is accepted by itself is at least as sure as what is asked about.
              if (next.review > next.accept) next[name === 'accept' ? 'review' : 'accept'] = value / 100;
              setMoved(next);
            }}
          />
          <span className="strong number">{confidence(now[name])}</span>
        </div>
      )}
    </Setting>
  );
  const atDefaults = now.accept === defaultThresholds.accept && now.review === defaultThresholds.review;
  return (
    <Group title={t('settings.thresholds')}>
      <p className="muted text-small">{t('settings.thresholds.hint')}</p>
      {row('accept', 50, 100)}
      {row('review', 1, 100)}
      {would && is && (
        <div className="column settings__would" role="status">
          <Progress
            label={t('settings.thresholds')}
            share={1}
            size="large"
            parts={[
              { kind: 'ok', share: all === 0 ? 0 : would.accepted / all },
              { kind: 'warn', share: all === 0 ? 0 : would.reviewed / all },
            ]}
          />
          <div className="row wrap">
            <span className="ok">{t('settings.thresholds.accepted', { count: would.accepted })}</span>
            <span className="warn">{t('settings.thresholds.reviewed', { count: would.reviewed })}</span>
            <span className="muted">{t('settings.thresholds.below', { count: would.below })}</span>
            {!same && (
              <span className="secondary text-small">
                {t('settings.thresholds.was', { accepted: is.accepted, reviewed: is.reviewed })}
              </span>
            )}
          </div>
          <p className="muted text-small">
            {t('settings.thresholds.about')} <span className="unseen">{count(all)}</span>
          </p>
        </div>
      )}
      <div className="row">
        <Button kind="primary" busy={busy} disabled={same} onClick={() => void save()}>
          {t('settings.thresholds.save')}
        </Button>
        <Button kind="quiet" disabled={atDefaults} onClick={() => setMoved(defaultThresholds)}>
          {t('settings.thresholds.reset')}
        </Button>
      </div>
    </Group>
  );
}
