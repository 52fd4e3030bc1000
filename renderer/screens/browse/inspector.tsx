import type { ReactNode } from 'react';
import type { Cell } from '../../../engine/contract/browse.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { bytes, clock, confidence, count, fixed, timeOfDay, timeOfShot } from '../../../messages/units.ts';
import { Count } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { BibChip, StarsInput } from '../../components/marks.tsx';
import { Pane } from '../../components/pane.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import { capOfCommand } from '../../keyboard/key-label.ts';
import { sentence, undo } from '../../stores/history.ts';
import { openInReview } from '../review/open-in-review.ts';
import type { BrowseSession } from './browse-session.ts';
import { EvidenceLines } from './evidence-lines.tsx';
import { ManySelected } from './many-selected.tsx';
import { type PhotoActions, sightingInQuestion } from './photo-actions.ts';
import { countSelected } from './selection.ts';
import { browseFor, useBrowse } from './sessions.ts';
import { useDetail } from './use-detail.ts';
import { useMedia } from './use-media.ts';
import './inspector.css';

/** What is known of the focused photo and why, or of all that are selected. */
export function Inspector({
  session,
  timeZone,
  narrow,
  actions,
  athlete,
  onTag,
  onChange,
  onCompare,
}: {
  session: BrowseSession;
  timeZone: string;
  narrow: boolean;
  actions: PhotoActions;
  /** The athlete that was gone to with `[` and `]`. */
  athlete: number | null;
  onTag: () => void;
  onChange: (sighting: NamedSighting) => void;
  onCompare: () => void;
}): ReactNode {
  const focus = useBrowse(session, ({ selection }) => selection.focus);
  const total = useBrowse(session, ({ layout }) => layout?.total ?? 0);
  const selected = useBrowse(session, ({ selection, layout }) =>
    countSelected(selection, layout?.photos ?? 0),
  );
  useBrowse(session, ({ window }) => window);
  const cell = session.cellAt(focus?.index);
  const detail = useDetail(session, focus?.id ?? cell?.id ?? null);

  return (
    <Pane
      name={narrow ? 'browse.rightNarrow' : 'browse.right'}
      label={t('browse.inspector')}
      side="right"
      width={narrow ? 272 : 300}
      min={240}
      max={520}
      landmark="complementary"
      className="inspector"
    >
      <div className="inspector-scroll">
        {selected > 1 ? (
          <ManySelected
            session={session}
            timeZone={timeZone}
            photos={selected}
            actions={actions}
            onTag={onTag}
            onCompare={onCompare}
          />
        ) : cell === undefined || focus === null ? (
          <p className="inspector-nothing">{t('browse.inspector.nothing')}</p>
        ) : (
          <OnePhoto
            session={session}
            timeZone={timeZone}
            cell={cell}
            position={{ n: focus.index + 1, of: total }}
            detail={detail}
            actions={actions}
            athlete={athlete}
            onTag={onTag}
            onChange={onChange}
          />
        )}
      </div>
    </Pane>
  );
}

function OnePhoto({
  session,
  timeZone,
  cell,
  position,
  detail,
  actions,
  athlete,
  onTag,
  onChange,
}: {
  session: BrowseSession;
  timeZone: string;
  cell: Cell;
  position: { n: number; of: number };
  detail: PhotoDetail | null;
  actions: PhotoActions;
  athlete: number | null;
  onTag: () => void;
  onChange: (sighting: NamedSighting) => void;
}): ReactNode {
  const { event } = session;
  const fine = useMedia('(min-resolution: 1.25dppx)');
  const inQuestion = detail === null ? null : sightingInQuestion(detail, athlete);
  const present = detail?.sightings.filter(({ state }) => state !== 'rejected') ?? [];
  const rejected = detail?.sightings.filter(({ state }) => state === 'rejected') ?? [];
  return (
    <>
      <div className="inspector-preview">
        {/* As sharp as a pane can show: 480 pixels are there already, and enough for a usual screen. */}
        <PhotoImage src={(fine ? media.preview : media.thumb)(event, cell.id)} alt={cell.name} eager />
      </div>
      <div className="inspector-part">
        <div className="inspector-line">
          <b className="ellipsis">{cell.name}</b>
          <span className="muted text-small nowrap">
            {t('browse.inspector.position', { n: count(position.n), of: count(position.of) })}
          </span>
          <span className="inspector-end">
            <StarsInput stars={cell.stars} onChange={(stars) => void actions.rate(stars)} />
          </span>
        </div>
        {detail !== null && <Facts detail={detail} timeZone={timeZone} />}
        {cell.state === 'failed' && cell.reason !== null && (
          <p className="bad text-small">{engineSentence(cell.reason.message)}</p>
        )}
      </div>
      {detail !== null && (
        <>
          <div className="inspector-part">
            <div className="inspector-line">
              <h2 className="heading">{t('browse.inspector.athletes')}</h2>
              <span className="inspector-end">
                <Count>{count(present.length)}</Count>
              </span>
            </div>
            {inQuestion !== null && inQuestion.state !== 'rejected' && (
              <SightingInQuestion
                event={event}
                detail={detail}
                sighting={inQuestion}
                timeZone={timeZone}
                actions={actions}
                onChange={onChange}
              />
            )}
            {present
              .filter((sighting) => sighting !== inQuestion)
              .map((sighting) => (
                <OtherSighting
                  key={`${sighting.number} ${sighting.readingId ?? ''}`}
                  event={event}
                  detail={detail}
                  sighting={sighting}
                />
              ))}
            {present.length === 0 && (
              <p className="secondary text-small inspector-none">
                {cell.state === 'reading'
                  ? t('browse.inspector.reading')
                  : t('browse.inspector.nobody', { key: capOfCommand('typeBib') })}
              </p>
            )}
            {rejected.map((sighting) => (
              <OtherSighting
                key={`rejected ${sighting.number} ${sighting.readingId ?? ''}`}
                event={event}
                detail={detail}
                sighting={sighting}
              />
            ))}
            {inQuestion === null || inQuestion.state === 'rejected' ? (
              <Button size="small" icon="plus" command="typeBib" onClick={onTag}>
                {t('browse.inspector.type')}
              </Button>
            ) : null}
          </div>
          <History detail={detail} event={event} timeZone={timeZone} />
        </>
      )}
    </>
  );
}

function Facts({ detail, timeZone }: { detail: PhotoDetail; timeZone: string }): ReactNode {
  const { cell, camera, exposure, files } = detail;
  const model = camera?.model ?? camera?.make ?? null;
  const taken = cell.takenAt === null ? t('browse.inspector.noTime') : timeOfShot(cell.takenAt, timeZone);
  const exposed = [
    exposure?.seconds == null ? null : exposureTime(exposure.seconds),
    exposure?.aperture == null ? null : `f/${exposure.aperture}`,
    exposure?.iso == null ? null : `ISO ${exposure.iso}`,
    exposure?.focalLength == null ? null : `${Math.round(exposure.focalLength)} mm`,
  ].filter((part) => part !== null);
  const kinds = [...new Set(files.map(({ name }) => name.split('.').at(-1)?.toUpperCase() ?? ''))];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const away = files.find(({ reachable }) => !reachable);
  return (
    <dl className="fact-list">
      <dt>{t('browse.inspector.taken')}</dt>
      <dd>{[taken, model].filter((part) => part !== null).join(' · ')}</dd>
      {exposed.length > 0 && (
        <>
          <dt>{t('browse.inspector.exposure')}</dt>
          <dd>{exposed.join(' · ')}</dd>
        </>
      )}
      <dt>{t('browse.inspector.files')}</dt>
      <dd title={files.map(({ folder, name }) => `${folder}/${name}`).join('\n')}>
        {[kinds.join(' + '), bytes(size)].join(' · ')}
      </dd>
      {away !== undefined && (
        <dd className="warn fact-wide">{t('browse.inspector.unreachable', { name: away.folder })}</dd>
      )}
    </dl>
  );
}

/** `1/1600`, or seconds from a third on. */
function exposureTime(seconds: number): string {
  return seconds < 0.3
    ? t('browse.inspector.seconds', { n: Math.round(1 / seconds) })
    : `${fixed(seconds, 1)} s`;
}

function SightingInQuestion({
  event,
  detail,
  sighting,
  timeZone,
  actions,
  onChange,
}: {
  event: string;
  detail: PhotoDetail;
  sighting: NamedSighting;
  timeZone: string;
  actions: PhotoActions;
  onChange: (sighting: NamedSighting) => void;
}): ReactNode {
  const { id } = detail.cell;
  const toReview = sighting.state === 'review';
  return (
    <div className="sighting">
      <div className="inspector-line">
        <SightingPicture event={event} photoId={id} sighting={sighting} size={36} />
        <div className="grow">
          <div className="inspector-line">
            <BibChip
              number={sighting.number}
              state={sighting.state}
              confidence={sighting.confidence}
              size="large"
            />
            <b className="ellipsis">{nameOf(sighting)}</b>
          </div>
          <div className="text-caption muted ellipsis">{restOf(sighting)}</div>
        </div>
      </div>
      <EvidenceLines evidence={sighting.evidence} timeZone={timeZone} />
      <div className="sighting-buttons">
        {toReview && (
          <Button
            kind="primary"
            size="small"
            command="accept"
            onClick={() => void actions.accept(id, sighting)}
          >
            {t('browse.inspector.accept')}
          </Button>
        )}
        {toReview && (
          <Button size="small" onClick={() => openInReview(event, id, sighting.number)}>
            {t('review.here')}
          </Button>
        )}
        <Button size="small" command="typeBib" onClick={() => onChange(sighting)}>
          {t('browse.inspector.change')}
        </Button>
        <Button size="small" command="rejectReading" onClick={() => void actions.rejectReading(id, sighting)}>
          {t('browse.inspector.reject')}
        </Button>
      </div>
    </div>
  );
}

/** A sighting in one line; a press shows every photo of its bib. */
function OtherSighting({
  event,
  detail,
  sighting,
}: {
  event: string;
  detail: PhotoDetail;
  sighting: NamedSighting;
}): ReactNode {
  const { number, state } = sighting;
  return (
    <button
      type="button"
      className={classNames('sighting', 'sighting-line', state === 'rejected' && 'muted')}
      title={t('browse.inspector.ofBib', { number })}
      onClick={() => browseFor(event, [{ kind: 'bib', text: number }])}
    >
      <SightingPicture event={event} photoId={detail.cell.id} sighting={sighting} size={28} />
      <BibChip number={number} state={state} confidence={sighting.confidence} size="large" />
      <span className="ellipsis">{nameOf(sighting)}</span>
      <span className="inspector-end text-small muted">
        {state === 'rejected' ? t('browse.inspector.rejected') : confidence(sighting.confidence)}
      </span>
    </button>
  );
}

function SightingPicture({
  event,
  photoId,
  sighting,
  size,
}: {
  event: string;
  photoId: string;
  sighting: NamedSighting;
  size: number;
}): ReactNode {
  const { faceId, box } = sighting;
  const source =
    faceId !== null ? media.face(event, faceId) : box !== null ? media.region(event, photoId, box) : null;
  return (
    <span className="sighting-face" style={{ width: size, height: size }}>
      {source === null ? <Icon name="bib" /> : <PhotoImage src={source} alt="" fit="cover" />}
    </span>
  );
}

function nameOf({ entries }: NamedSighting): string {
  const names = entries.map(({ name }) => name).filter((name) => name !== null);
  return names.length > 0 ? names.join(' / ') : '';
}

function restOf({ entries }: NamedSighting): string {
  const [entry] = entries;
  if (entry === undefined) return t('browse.inspector.notOnList');
  return [entry.category, entry.team].filter((part) => part !== null && part !== '').join(' · ');
}

function History({
  detail,
  event,
  timeZone,
}: {
  detail: PhotoDetail;
  event: string;
  timeZone: string;
}): ReactNode {
  if (detail.history.length === 0 && detail.readAt === null) return null;
  return (
    <div className="inspector-part">
      <h2 className="heading">{t('browse.inspector.history')}</h2>
      {detail.history.map((action) => (
        <div key={action.id} className={classNames('history-line', action.undone && 'is-undone')}>
          <Icon name="undo" size={13} />
          <span className="grow">
            {clock(action.at, timeZone)} {sentence(action)}
          </span>
          {!action.undone && (
            <Button kind="quiet" size="small" onClick={() => void undo(action.id, event)}>
              {t('toast.undo')}
            </Button>
          )}
        </div>
      ))}
      {detail.readAt !== null && (
        <div className="history-line">
          <Icon name="bib" size={13} />
          <span>
            {t('browse.inspector.readAt', { time: timeOfDay(detail.readAt, timeZone).slice(0, 5) })}
          </span>
        </div>
      )}
    </div>
  );
}
