import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { LabelColour } from '../../../engine/contract/decision.ts';
import { t } from '../../../messages/format.ts';
import { timeOfShot } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { StarsInput } from '../../components/marks.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Toolbar } from '../../components/pane.tsx';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { go } from '../../stores/route.ts';
import { labelColours } from '../browse/photo-actions.ts';
import type { Place } from './walk.ts';

/** What the toolbar's menu does beside rating; each has a key as well. */
export interface ToolbarActions {
  rate(stars: number): void;
  flag(flag: 'pick' | 'reject' | null): void;
  label(label: LabelColour | null): void;
  draw(): void;
  tag(): void;
  sameFace: (() => void) | null;
  copyBibs(): void;
  pasteBibs(): void;
  reveal: (() => void) | null;
  toggleBoxes(): void;
  showBoxes(): void;
  boxesShown: boolean;
}

export function PhotoToolbar({
  cell,
  place,
  timeZone,
  actions,
}: {
  cell: Cell | null;
  place: Place | null;
  timeZone: string;
  actions: ToolbarActions;
}): ReactNode {
  const boxes = usePreferences((preferences) => preferences.boxes);
  const flag = cell?.flag ?? null;
  /** While boxes are hidden by key, either button brings its own back. */
  const toggle = (kind: 'faces' | 'bibs') => {
    savePreferences({ boxes: { ...boxes, [kind]: actions.boxesShown ? !boxes[kind] : true } });
    actions.showBoxes();
  };
  return (
    <Toolbar className="photo-tools">
      <Button kind="quiet" size="small" icon="chevronLeft" command="browse" onClick={() => go('browse')}>
        {t('photo.grid')}
      </Button>
      <span className="separator" />
      <h1 className="strong ellipsis">{cell?.name ?? ' '}</h1>
      <span className="muted text-small nowrap photo-tools__place">{placeText(place)}</span>
      {cell !== null && (
        <span className="muted text-small ellipsis hide-narrow">{whenAndWhere(cell, timeZone)}</span>
      )}
      <span className="grow" />
      <fieldset className="photo-tools__flags" aria-label={t('photo.flag')}>
        <Button
          size="small"
          icon="flag"
          aria-label={t('photo.pick')}
          pressed={flag === 'pick'}
          title={t('photo.pick')}
          aria-keyshortcuts="p"
          onClick={() => actions.flag(flag === 'pick' ? null : 'pick')}
        >
          <span className="hide-narrow">{t('photo.pick')}</span>
        </Button>
        <Button
          size="small"
          icon="cross"
          aria-label={t('photo.reject')}
          pressed={flag === 'reject'}
          title={t('photo.reject')}
          aria-keyshortcuts="x"
          onClick={() => actions.flag(flag === 'reject' ? null : 'reject')}
        >
          <span className="hide-narrow">{t('photo.reject')}</span>
        </Button>
      </fieldset>
      <StarsInput stars={cell?.stars ?? 0} onChange={actions.rate} disabled={cell === null} />
      <span className="separator" />
      <fieldset className="photo-tools__flags" aria-label={t('photo.show')}>
        <Button size="small" pressed={boxes.faces && actions.boxesShown} onClick={() => toggle('faces')}>
          {t('photo.faces')}
        </Button>
        <Button size="small" pressed={boxes.bibs && actions.boxesShown} onClick={() => toggle('bibs')}>
          {t('photo.bibs')}
        </Button>
      </fieldset>
      <MoreMenu cell={cell} actions={actions} />
    </Toolbar>
  );
}

function MoreMenu({ cell, actions }: { cell: Cell | null; actions: ToolbarActions }): ReactNode {
  const autoAdvance = usePreferences((preferences) => preferences.autoAdvance);
  const items: MenuItem[] = [
    { label: t('photo.more.draw'), icon: 'maximize', command: 'drawBox', run: actions.draw },
    { label: t('photo.more.tag'), icon: 'tag', command: 'tagPhoto', run: actions.tag },
    {
      label: t('photo.more.sameFace'),
      icon: 'face',
      command: 'sameFace',
      disabled: actions.sameFace === null,
      run: () => actions.sameFace?.(),
    },
    { label: t('photo.more.copy'), command: 'copyBibs', run: actions.copyBibs },
    { label: t('photo.more.paste'), command: 'pasteBibs', run: actions.pasteBibs },
    'line',
    { heading: t('photo.more.labels') },
    ...labelColours.map((colour) => ({
      label: t(`history.label.${colour}`),
      checked: cell?.label === colour,
      run: () => actions.label(colour),
    })),
    { label: t('photo.more.noLabel'), checked: cell?.label === null, run: () => actions.label(null) },
    {
      label: t('photo.more.unflag'),
      command: 'unflag',
      disabled: cell?.flag === null,
      run: () => actions.flag(null),
    },
    'line',
    {
      label: t('photo.more.boxes'),
      command: 'boxes',
      checked: actions.boxesShown,
      run: actions.toggleBoxes,
    },
    {
      label: t('photo.more.advance'),
      checked: autoAdvance,
      run: () => savePreferences({ autoAdvance: !autoAdvance }),
    },
  ];
  const { reveal } = actions;
  if (reveal !== null) items.push('line', { label: t('photo.more.reveal'), icon: 'folder', run: reveal });
  return (
    <Menu
      align="end"
      trigger={<Button kind="quiet" icon="more" aria-label={t('photo.more')} />}
      items={items}
    />
  );
}

function placeText(place: Place | null): string {
  if (place === null || place.index === null) return '';
  return place.found
    ? t('photo.place', { n: place.index + 1, total: place.total })
    : t('photo.placeGone', { total: place.total });
}

function whenAndWhere({ takenAt, burst }: Cell, timeZone: string): string {
  return [
    takenAt === null ? null : timeOfShot(takenAt, timeZone),
    burst === null || burst.size < 2 ? null : t('photo.inBurst', burst),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
