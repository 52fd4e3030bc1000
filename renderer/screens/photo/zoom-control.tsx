import type { ReactNode } from 'react';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Segment } from '../../components/segment.tsx';
import { Slider } from '../../components/toggles.tsx';
import { isFitted, percent, sliderOf } from './viewport.ts';
import type { ViewportChange, ViewportState } from './viewport-state.ts';

/** Bottom right on the stage: out, slider, in, the level in per cent, and the three levels that are used most. */
export function ZoomControl({
  state: { on, view },
  onChange,
}: {
  state: ViewportState;
  onChange(change: ViewportChange): void;
}): ReactNode {
  const level = percent(on, view);
  const value = isFitted(on, view) ? 'fit' : level === 100 ? '100' : level === 200 ? '200' : 'free';
  return (
    <fieldset className="zoom" aria-label={t('photo.zoom')} data-over-photo>
      <Button
        kind="quiet"
        size="small"
        icon="minus"
        aria-label={t('photo.zoom.out')}
        command="smaller"
        onClick={() => onChange({ kind: 'step', direction: -1 })}
      />
      <Slider
        label={t('photo.zoom.level')}
        className="zoom__slider"
        value={Math.round(sliderOf(on, view.scale) * 100)}
        min={0}
        max={100}
        said={t('photo.zoom.percent', { n: level })}
        onChange={(to) => onChange({ kind: 'slide', to: to / 100 })}
      />
      <Button
        kind="quiet"
        size="small"
        icon="plus"
        aria-label={t('photo.zoom.in')}
        command="larger"
        onClick={() => onChange({ kind: 'step', direction: 1 })}
      />
      <output className="zoom__level">{t('photo.zoom.percent', { n: level })}</output>
      <Segment
        label={t('photo.zoom.level')}
        value={value}
        options={[
          { value: 'fit', label: t('photo.zoom.fit') },
          { value: '100', label: t('photo.zoom.percent', { n: 100 }) },
          { value: '200', label: t('photo.zoom.percent', { n: 200 }) },
        ]}
        onChange={(next) =>
          onChange(next === 'fit' ? { kind: 'fit' } : { kind: 'level', level: next === '100' ? 1 : 2 })
        }
      />
    </fieldset>
  );
}
