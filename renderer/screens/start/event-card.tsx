import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { IngestRun } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { bytes, count, day, percent } from '../../../messages/units.ts';
import { Badge } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { Dot } from '../../components/marks.tsx';
import { Menu } from '../../components/menu.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import { Progress } from '../../components/progress.tsx';
import './event-card.css';
import { barOf, driveOf, lastPart } from './event-list.ts';

/** An event with its cover, its counts and how far it is. The whole card opens it. */
export function EventCard({
  event,
  run,
  tabIndex,
  onOpen,
  onImport,
  onReview,
  onCoverage,
  onEdit,
  onFocus,
}: {
  event: EventWithCounts;
  /** Its import, while there is one. */
  run: IngestRun | null;
  tabIndex: number;
  onOpen(): void;
  onImport(): void;
  onReview(): void;
  onCoverage(): void;
  onEdit(): void;
  onFocus(): void;
}): ReactNode {
  const bar = barOf(event);
  return (
    <article
      className={classNames(
        'card event-card',
        run && 'event-card--current',
        !event.reachable && 'event-card--away',
      )}
    >
      <div className="event-card__cover">
        {event.cover ? (
          <PhotoImage src={media.thumb(event.id, event.cover)} alt="" fit="cover" eager />
        ) : (
          <span className="event-card__none">
            <Icon name="camera" size={28} />
          </span>
        )}
        <Status event={event} run={run} />
      </div>
      <div className="event-card__text">
        <div>
          <h3 className="text-title strong ellipsis">
            <button
              type="button"
              className="event-card__open"
              tabIndex={tabIndex}
              onClick={onOpen}
              onFocus={onFocus}
            >
              {event.name}
            </button>
          </h3>
          <p className="text-small muted ellipsis">{dayAndPlace(event)}</p>
        </div>
        <Counts event={event} />
        <Progress
          label={
            bar.kind === 'found'
              ? t('start.card.bar.found', { percent: percent(bar.done) })
              : t('start.card.bar.read', { percent: percent(bar.done) })
          }
          share={bar.done}
          parts={[
            { share: bar.done, kind: 'ok' },
            { share: bar.toReview, kind: 'warn' },
          ]}
        />
        <div className="row text-small secondary event-card__foot">
          <Icon name="drive" size={14} />
          <span className="ellipsis grow">{whereIs(event)}</span>
          <State event={event} run={run} />
        </div>
      </div>
      <span className="event-card__more">
        <Menu
          align="end"
          trigger={
            <Button
              kind="quiet"
              size="small"
              icon="more"
              tabIndex={tabIndex}
              aria-label={t('start.card.more', { event: event.name })}
            />
          }
          items={[
            { label: t('start.menu.open'), icon: 'grid', run: onOpen },
            {
              label: t('start.menu.review', { photos: event.counts.toReview }),
              icon: 'question',
              disabled: event.counts.toReview === 0,
              run: onReview,
            },
            { label: t('start.menu.import'), icon: 'card', run: onImport },
            {
              label: t('coverage.open'),
              icon: 'people',
              disabled: event.counts.photos === 0,
              run: onCoverage,
            },
            'line',
            { label: t('start.menu.edit'), icon: 'gear', run: onEdit },
            { label: t('start.menu.startList'), icon: 'list', run: onEdit },
          ]}
        />
      </span>
    </article>
  );
}

function dayAndPlace({ date, place }: EventWithCounts): string {
  const said = date ? day(date) : t('start.card.noDay');
  return place ? t('start.card.dayPlace', { day: said, place }) : said;
}

function whereIs({ photosFolder, bytes: size, reachable, counts }: EventWithCounts): string {
  if (!reachable) return t('start.card.previews');
  const folder = photosFolder ? lastPart(photosFolder) : t('start.card.inPlace');
  return counts.photos > 0 ? t('start.card.folderBytes', { folder, bytes: bytes(size) }) : folder;
}

function Status({ event, run }: { event: EventWithCounts; run: IngestRun | null }): ReactNode {
  if (run) {
    const said =
      run.state === 'paused'
        ? t('start.card.paused')
        : run.state === 'waiting'
          ? t('start.card.waiting')
          : t('start.card.importing');
    return (
      <Badge className="event-card__status">
        <Dot kind={run.state === 'waiting' ? 'warn' : run.state === 'paused' ? 'off' : 'accent'} />
        {said}
      </Badge>
    );
  }
  if (event.reachable) return null;
  const drive = event.photosFolder === null ? null : driveOf(event.photosFolder);
  return (
    <Badge kind="off" icon="drive" className="event-card__status">
      {drive ? t('start.card.missingDrive', { drive }) : t('start.card.missing')}
    </Badge>
  );
}

function Counts({ event: { counts } }: { event: EventWithCounts }): ReactNode {
  const found =
    counts.entries > 0
      ? {
          value: t('start.card.foundOf', { found: counts.athletesFound, all: counts.entries }),
          name: t('start.card.found'),
        }
      : { value: count(counts.analysed), name: t('start.card.read') };
  return (
    <dl className="event-card__counts">
      <div className="event-card__photos">
        <dt>{t('start.card.photos')}</dt>
        <dd>{count(counts.photos)}</dd>
      </div>
      <div>
        <dt>{found.name}</dt>
        <dd>{found.value}</dd>
      </div>
      <div>
        <dt>{t('start.card.toReview')}</dt>
        <dd>{count(counts.toReview)}</dd>
      </div>
    </dl>
  );
}

function State({ event: { counts }, run }: { event: EventWithCounts; run: IngestRun | null }): ReactNode {
  // What its import has listed so far may all be read, and there may be more to come.
  if (run) {
    if (run.total === null) return null;
    return (
      <span className="row event-card__state">
        <Icon name="clock" size={13} />
        {t('start.card.runRead', { done: run.searchable, total: run.total })}
      </span>
    );
  }
  const problems = counts.failed + counts.unreadableFiles;
  if (counts.photos === 0) return <span className="muted nowrap">{t('start.card.noPhotos')}</span>;
  if (counts.waiting > 0)
    return (
      <span className="warn row event-card__state">
        <Icon name="clock" size={13} />
        {t('start.card.unread', { photos: counts.waiting })}
      </span>
    );
  if (problems > 0)
    return (
      <span className="warn row event-card__state">
        <Icon name="warning" size={13} />
        {t('start.card.failed', { photos: problems })}
      </span>
    );
  return (
    <span className="ok row event-card__state">
      <Icon name="check" size={13} />
      {counts.notRead > 0 ? t('start.card.allButRaw', { photos: counts.notRead }) : t('start.card.allRead')}
    </span>
  );
}
