import { memo, type ReactNode, useDeferredValue } from 'react';
import type { BrowseQuery, Filters, SavedSearch } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import type { IconName } from '../../components/icons.ts';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Pane } from '../../components/pane.tsx';
import { engine } from '../../engine/connect.ts';
import { perform } from '../../stores/history.ts';
import type { BrowseSession } from './browse-session.ts';
import { type Collection, collectionGroups, sameFilters, shows } from './collections.ts';
import { useBrowse } from './sessions.ts';
import { tokenKey } from './token-text.ts';
import './rail.css';

export type AthleteList = 'all' | 'without';

/** Collections, cameras, moments, saved searches and the start list, each with how many photos it has. */
export function Rail({
  session,
  narrow,
  onAthletes,
}: {
  session: BrowseSession;
  /** Icons alone; groups fly out of theirs. */
  narrow: boolean;
  onAthletes: (list: AthleteList) => void;
}): ReactNode {
  // What is written here may come after the cells.
  const query = useDeferredValue(useBrowse(session, (state) => state.query));
  const facets = useBrowse(session, (state) => state.facets);
  const saved = useBrowse(session, (state) => state.saved);
  const photos = useDeferredValue(useBrowse(session, ({ layout }) => layout?.photos ?? null));

  const show = (filters: Filters) => void session.change({ tokens: [], text: '', filters, openBursts: [] });
  const showSaved = ({ query: { tokens, text, filters } }: SavedSearch) =>
    void session.change({ tokens, text, filters, openBursts: [] });
  const removeSaved = async ({ id }: SavedSearch) => {
    await perform(() => engine.browse.removeSaved({ event: session.event, id }), session.event);
    await session.loadSaved();
  };

  const [all, cameras, moments] = collectionGroups(facets);
  const isSaved = (search: SavedSearch) => sameSearch(search.query, query);
  const known =
    saved.some(isSaved) ||
    [all, cameras, moments].some((group) =>
      group?.collections.some(({ filters }) => shows(query, filters)),
    ) ||
    shows(query, { onStartList: true });
  const countOfSaved = (id: string) => facets?.saved.find((entry) => entry.id === id)?.photos ?? null;

  if (narrow) {
    const flyout = (label: string, icon: IconName, on: boolean, items: MenuItem[]) => (
      <Menu
        key={label}
        trigger={
          <button
            type="button"
            className="rail-item"
            title={label}
            aria-label={label}
            {...(on ? { 'aria-current': 'true' as const } : {})}
          >
            <Icon name={icon} />
          </button>
        }
        items={[{ heading: label }, ...items]}
      />
    );
    const menuItem = ({ label, icon, count: photosOf, filters }: Collection): MenuItem => ({
      label,
      icon,
      detail: written(photosOf),
      checked: shows(query, filters),
      run: () => show(filters),
    });
    return (
      <Pane
        name="browse.icons"
        label={t('browse.collections')}
        side="left"
        width={48}
        min={48}
        max={48}
        className="rail is-narrow"
      >
        <div className="rail-scroll">
          {all?.collections.map((collection) => (
            <button
              key={collection.key}
              type="button"
              className={classNames('rail-item', collection.warn && 'is-warn')}
              title={`${collection.label} ${written(collection.count)}`}
              aria-label={`${collection.label} ${written(collection.count)}`}
              {...(shows(query, collection.filters) ? { 'aria-current': 'true' as const } : {})}
              onClick={() => show(collection.filters)}
            >
              <Icon name={collection.icon} />
              {collection.warn && <span className="count count--warn">{brief(collection.count)}</span>}
            </button>
          ))}
          <hr />
          {[cameras, moments].map(
            (group) =>
              group !== undefined &&
              group.collections.length > 0 &&
              flyout(
                group.label,
                group.key === 'cameras' ? 'camera' : 'bolt',
                group.collections.some(({ filters }) => shows(query, filters)),
                group.collections.map(menuItem),
              ),
          )}
          {flyout(t('browse.saved'), 'save', !known || saved.some(isSaved), [
            ...saved.map(
              (search): MenuItem => ({
                label: search.name,
                icon: 'save',
                detail: written(countOfSaved(search.id)),
                checked: isSaved(search),
                run: () => showSaved(search),
              }),
            ),
            ...(saved.length === 0 ? [{ heading: t('browse.saved.none') }] : []),
          ])}
          {flyout(t('browse.startList'), 'list', shows(query, { onStartList: true }), [
            {
              label: t('browse.collection.athletes'),
              icon: 'list',
              detail: written(facets?.athletes.all ?? null),
              run: () => onAthletes('all'),
            },
            {
              label: t('browse.collection.withPhotos'),
              icon: 'check',
              detail: written(facets?.athletes.withPhotos ?? null),
              checked: shows(query, { onStartList: true }),
              run: () => show({ onStartList: true }),
            },
            {
              label: t('browse.collection.withoutPhotos'),
              icon: 'ban',
              detail: written(withoutPhotos(facets)),
              run: () => onAthletes('without'),
            },
          ])}
        </div>
      </Pane>
    );
  }

  return (
    <Pane
      name="browse.left"
      label={t('browse.collections')}
      side="left"
      width={216}
      min={168}
      max={360}
      className="rail"
    >
      <div className="rail-scroll">
        {[all, cameras, moments].map(
          (group) =>
            group !== undefined &&
            group.collections.length > 0 && (
              <section key={group.key} aria-label={group.label}>
                {group.key !== 'all' && <h2 className="rail-heading">{group.label}</h2>}
                {group.collections.map((collection) => (
                  <Item
                    key={collection.key}
                    icon={collection.icon}
                    label={collection.label}
                    photos={collection.count}
                    warn={collection.warn ?? false}
                    current={shows(query, collection.filters)}
                    onClick={() => show(collection.filters)}
                  />
                ))}
              </section>
            ),
        )}
        <section aria-label={t('browse.saved')}>
          <h2 className="rail-heading">{t('browse.saved')}</h2>
          {saved.map((search) => (
            <div key={search.id} className="rail-saved">
              <Item
                icon="save"
                label={search.name}
                photos={countOfSaved(search.id)}
                current={isSaved(search)}
                onClick={() => showSaved(search)}
              />
              <Button
                kind="quiet"
                size="small"
                icon="cross"
                className="rail-remove"
                aria-label={t('browse.saved.remove', { name: search.name })}
                onClick={() => void removeSaved(search)}
              />
            </div>
          ))}
          {!known && (
            <Item
              icon="search"
              label={t('browse.collection.thisSearch')}
              photos={photos}
              current
              onClick={() => {}}
            />
          )}
          {known && saved.length === 0 && <p className="rail-note">{t('browse.saved.none')}</p>}
        </section>
        <section aria-label={t('browse.startList')}>
          <h2 className="rail-heading">{t('browse.startList')}</h2>
          <Item
            icon="list"
            label={t('browse.collection.athletes')}
            photos={facets?.athletes.all ?? null}
            onClick={() => onAthletes('all')}
          />
          <Item
            icon="check"
            label={t('browse.collection.withPhotos')}
            photos={facets?.athletes.withPhotos ?? null}
            current={shows(query, { onStartList: true })}
            onClick={() => show({ onStartList: true })}
          />
          <Item
            icon="ban"
            label={t('browse.collection.withoutPhotos')}
            photos={withoutPhotos(facets)}
            onClick={() => onAthletes('without')}
          />
        </section>
      </div>
    </Pane>
  );
}

const Item = memo(function Item({
  icon,
  label,
  photos,
  current = false,
  warn = false,
  onClick,
}: {
  icon: IconName;
  label: string;
  photos: number | null;
  current?: boolean;
  warn?: boolean;
  onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className={classNames('rail-item', warn && 'is-warn')}
      {...(current ? { 'aria-current': 'true' as const } : {})}
      onClick={onClick}
    >
      <Icon name={icon} size={15} />
      <span className="ellipsis">{label}</span>
      <span className="n">{written(photos)}</span>
    </button>
  );
});

function withoutPhotos(facets: { athletes: { all: number; withPhotos: number } } | null): number | null {
  return facets === null ? null : facets.athletes.all - facets.athletes.withPhotos;
}

/** `214`, `28k`: what fits below an icon. */
const brief = (photos: number | null): string =>
  photos === null ? '' : photos < 1000 ? count(photos) : t('browse.thousands', { n: count(photos / 1000) });

const written = (photos: number | null): string => (photos === null ? '' : count(photos));

function sameSearch(a: BrowseQuery, b: BrowseQuery): boolean {
  return (
    a.text.trim() === b.text.trim() &&
    a.tokens.length === b.tokens.length &&
    a.tokens.every((token) => b.tokens.some((other) => tokenKey(other) === tokenKey(token))) &&
    sameFilters(a.filters, b.filters)
  );
}
