import { type ReactNode, useEffect, useState } from 'react';
import type { SavedSearch } from '../../../engine/contract/browse.ts';
import type { ExportOptions } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { Select } from '../../components/select.tsx';
import { Checkbox } from '../../components/toggles.tsx';
import { engine } from '../../engine/connect.ts';
import type { ExportSession } from './export-session.ts';

type Which = 'all' | 'picks' | `stars${number}` | `either${number}`;

/** Which photos are exported: what a person said of them, a search that was saved, and those with nobody. */
export function PhotosOptions({
  session,
  options,
}: {
  session: ExportSession;
  options: ExportOptions;
}): ReactNode {
  const { picks, minStars, search } = options;
  const saved = useSavedSearches(session.event);
  const which: Which =
    minStars === 0 ? (picks ? 'picks' : 'all') : picks ? `either${minStars}` : `stars${minStars}`;
  const stars = [1, 2, 3, 4, 5];
  return (
    <div className="field">
      <span className="field__label">{t('export.photos')}</span>
      <Select<Which>
        label={t('export.photos')}
        value={which}
        options={[
          { value: 'all', label: t('export.photos.all') },
          { value: 'picks', label: t('export.photos.picks') },
          ...stars.map((n) => ({
            value: `stars${n}` as const,
            label: t('export.photos.stars', { stars: n }),
          })),
          ...stars.map((n) => ({
            value: `either${n}` as const,
            label: t('export.photos.either', { stars: n }),
          })),
        ]}
        onChange={(next) =>
          session.change({
            picks: next === 'picks' || next.startsWith('either'),
            minStars: Number(/\d$/.exec(next)?.[0] ?? 0),
          })
        }
      />
      {(saved.length > 0 || search !== null) && (
        <Select
          label={t('export.photos.search')}
          value={search?.name ?? ''}
          options={[
            { value: '', label: t('export.photos.anySearch') },
            ...[...new Set([...saved.map(({ name }) => name), ...(search ? [search.name] : [])])].map(
              (name) => ({
                value: name,
                label: t('export.photos.found', { name }),
              }),
            ),
          ]}
          onChange={(name) => {
            const found = saved.find((other) => other.name === name);
            if (found) {
              const { tokens, text, filters } = found.query;
              session.change({ search: { name, tokens, text, filters } });
            } else if (name === '') session.change({ search: null });
          }}
        />
      )}
      <Checkbox
        checked={options.nobody === 'folder'}
        onChange={(checked) => session.change({ nobody: checked ? 'folder' : 'leaveOut' })}
      >
        {t('export.photos.nobody')}
      </Checkbox>
    </div>
  );
}

function useSavedSearches(event: string): readonly SavedSearch[] {
  const [saved, setSaved] = useState<readonly SavedSearch[]>([]);
  useEffect(() => {
    const away = new AbortController();
    engine.browse.saved({ event }, { signal: away.signal }).then(setSaved, () => {});
    return () => away.abort();
  }, [event]);
  return saved;
}
