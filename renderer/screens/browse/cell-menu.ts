import type { Cell } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import type { MenuItem } from '../../components/menu.tsx';
import { labelColours, type PhotoActions } from './photo-actions.ts';
import { browseFor } from './sessions.ts';

/** What the menu of a photo offers, for it or for all that are selected. */
export function cellMenu(
  event: string,
  cell: Cell | undefined,
  selected: number,
  actions: PhotoActions,
  does: { open: () => void; tag: () => void; compare: () => void },
): MenuItem[] {
  const items: MenuItem[] = [
    { label: t('browse.do.open'), icon: 'image', command: 'photo', run: does.open },
    { label: t('browse.do.compare'), icon: 'split', command: 'compare', run: does.compare },
    'line',
    { label: t('browse.do.pick'), icon: 'flag', command: 'pick', run: () => void actions.flag('pick') },
    {
      label: t('browse.do.reject'),
      icon: 'cross',
      command: 'reject',
      run: () => void actions.flag('reject'),
    },
    { label: t('browse.do.unflag'), command: 'unflag', run: () => void actions.flag(null) },
    'line',
    ...[5, 4, 3, 2, 1, 0].map(
      (stars): MenuItem => ({
        label: stars === 0 ? t('stars.set', { stars }) : '★'.repeat(stars),
        detail: String(stars),
        run: () => void actions.rate(stars),
      }),
    ),
    'line',
    ...labelColours.map(
      (label, at): MenuItem => ({
        label: t('browse.filter.label', { colour: t(`history.label.${label}`) }),
        detail: String(6 + at),
        run: () => void actions.label(label),
      }),
    ),
    'line',
    { label: t('browse.do.tag'), icon: 'bib', command: 'typeBib', run: does.tag },
    { label: t('browse.do.pasteBibs'), command: 'pasteBibs', run: () => void actions.pasteBibs() },
  ];
  if (cell === undefined || selected > 1) return items;
  items.push({ label: t('browse.do.copyBibs'), command: 'copyBibs', run: () => actions.copyBibs(cell) });
  for (const { number } of cell.bibs.slice(0, 4)) {
    items.push({
      label: t('browse.do.sameBib', { number }),
      icon: 'search',
      run: () => browseFor(event, [{ kind: 'bib', text: number }]),
    });
  }
  const { host } = window;
  if (host !== undefined) {
    items.push('line', {
      label: t('browse.do.reveal'),
      icon: 'folder',
      run: () => void host.reveal(event, cell.id),
    });
  }
  return items;
}
