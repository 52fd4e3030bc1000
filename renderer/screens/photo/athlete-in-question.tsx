import type { ReactNode, RefObject } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { Badge } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { BibChip, BibNote } from '../../components/marks.tsx';
import { media } from '../../components/photo-image.tsx';
import { Text } from '../../components/text.tsx';
import { openPhoto } from '../../stores/route.ts';
import { nameOf, saidBySomebody } from './boxes-of.ts';
import { neighboursOf } from './candidates.ts';
import { Crop } from './crop.tsx';
import { Evidence } from './evidence.tsx';
import { NumberEntry } from './number-entry.tsx';
import type { SameFace } from './same-face.ts';
import { isToReview, type Subject } from './subjects.ts';

/** Answers to who somebody is. */
export interface AthleteAnswers {
  accept(): void;
  reject(): void;
  noNumber(): void;
  number(numbers: string[]): void;
  sameFace(): void;
  /** Shows its question in Review. */
  review(): void;
}

/** Faces that the strip shows. */
const STRIP = 5;

/** Who is in question, why the machine says so, and what somebody can answer. */
export function AthleteInQuestion({
  event,
  detail,
  subject,
  sameFace,
  field,
  answers,
}: {
  event: EventWithCounts;
  detail: PhotoDetail;
  subject: Subject;
  sameFace: SameFace | null;
  field: RefObject<HTMLInputElement | null>;
  answers: AthleteAnswers;
}): ReactNode {
  const { sighting, face } = subject;
  const photo = detail.cell.id;
  const number = sighting?.number ?? null;
  return (
    <section
      className={classNames('section', 'asked', isToReview(subject) && 'asked--review')}
      aria-label={number ?? t('photo.athlete.noNumber')}
      data-testid="in-question"
    >
      <div className="asked__head">
        <Crop event={event.id} photo={photo} face={face?.id ?? null} box={sighting?.box ?? null} size={64} />
        <div className="grow">
          <div className="row wrap asked__chips">
            {sighting === null ? (
              <BibNote icon="face">{t('photo.box.noNumberLabel')}</BibNote>
            ) : (
              <BibChip
                number={sighting.number}
                state={sighting.state}
                size="large"
                {...(!saidBySomebody(sighting) && { confidence: sighting.confidence })}
              />
            )}
            <StateBadge subject={subject} />
          </div>
          <Who
            sighting={sighting}
            hasStartList={event.counts.entries > 0}
            wholePhoto={isWholePhoto(subject)}
          />
        </div>
      </div>
      {sighting !== null && (
        <Evidence detail={detail} sighting={sighting} sameFace={sameFace} timeZone={event.timeZone} />
      )}
      {sighting === null && sameFace !== null && sameFace.photos > 0 && (
        <p className="text-small secondary asked__elsewhere">
          <Text id="photo.why.faceElsewhere" values={{ photos: sameFace.photos }} />
        </p>
      )}
      {sameFace !== null && sameFace.cells.length > 0 && (
        <SameFaceStrip event={event.id} sameFace={sameFace} onAll={answers.sameFace} />
      )}
      <NumberEntry
        key={subject.key}
        event={event.id}
        label={t(sighting === null ? 'photo.number.type' : 'photo.number.correct')}
        sighting={sighting}
        neighbours={neighboursOf(detail.burst?.photos ?? [], photo)}
        field={field}
        onSave={answers.number}
        onCancel={() => {}}
      />
      {sighting !== null && (
        <div className="row wrap asked__answers">
          {sighting.state === 'review' && (
            <Button kind="primary" command="accept" className="grow" onClick={answers.accept}>
              {t('photo.accept', { number: sighting.number })}
            </Button>
          )}
          <Button command="noNumber" onClick={answers.noNumber}>
            {t('photo.noNumber')}
          </Button>
          {sighting.state === 'review' && (
            <Button command="review" onClick={answers.review}>
              {t('review.here')}
            </Button>
          )}
          <Button kind="quiet" command="rejectReading" onClick={answers.reject}>
            {t('photo.rejectReading')}
          </Button>
        </div>
      )}
    </section>
  );
}

function isWholePhoto({ sighting, face }: Subject): boolean {
  return sighting !== null && sighting.box === null && face === null;
}

export function StateBadge({ subject }: { subject: Subject }): ReactNode {
  if (subject.sighting === null) return <Badge kind="off">{t('photo.athlete.noNumber')}</Badge>;
  return isToReview(subject) ? (
    <Badge kind="warn">{t('photo.athlete.toReview')}</Badge>
  ) : (
    <Badge kind="ok">{t('photo.athlete.accepted')}</Badge>
  );
}

/** Name, category and team of everybody with this number; a number that was given twice has two. */
function Who({
  sighting,
  hasStartList,
  wholePhoto,
}: {
  sighting: NamedSighting | null;
  hasStartList: boolean;
  wholePhoto: boolean;
}): ReactNode {
  if (sighting === null) return null;
  const where = wholePhoto ? t('photo.athlete.wholePhoto') : null;
  if (sighting.entries.length === 0) {
    return (
      <>
        {hasStartList && <div className="secondary asked__name">{t('photo.athlete.unlisted')}</div>}
        {where !== null && <div className="muted text-small">{where}</div>}
      </>
    );
  }
  return (
    <>
      {sighting.entries.map((entry) => (
        <div key={`${entry.bib} ${entry.name} ${entry.team}`} className="asked__name">
          <div className="strong ellipsis">{entry.name ?? t('photo.athlete.noName')}</div>
          <div className="muted text-small ellipsis">
            {[entry.category, entry.team, where].filter((part) => part !== null).join(' · ')}
          </div>
        </div>
      ))}
    </>
  );
}

function SameFaceStrip({
  event,
  sameFace,
  onAll,
}: {
  event: string;
  sameFace: SameFace;
  onAll(): void;
}): ReactNode {
  const { cells, photos } = sameFace;
  const shown = cells.slice(0, STRIP);
  const more = photos - shown.length;
  return (
    <ul className="same-face" aria-label={t('photo.sameFace')}>
      {shown.map((cell) => (
        <li key={cell.id}>
          <button
            type="button"
            className="same-face__photo"
            aria-label={t('photo.sameFace.one', { name: cell.name, value: confidence(cell.similarity ?? 0) })}
            title={cell.name}
            onClick={() => openPhoto(cell.id)}
          >
            <img
              src={
                cell.matchedFace === null ? media.thumb(event, cell.id) : media.face(event, cell.matchedFace)
              }
              alt=""
              draggable={false}
              loading="lazy"
            />
          </button>
        </li>
      ))}
      {more > 0 && (
        <li>
          <button
            type="button"
            className="same-face__photo same-face__more"
            aria-label={t('photo.sameFace.all', { count: photos })}
            title={t('photo.sameFace.all', { count: photos })}
            onClick={onAll}
          >
            {t('photo.sameFace.more', { count: more })}
          </button>
        </li>
      )}
    </ul>
  );
}

/** The others, each a row: a click puts them in question. */
export function OtherAthlete({
  event,
  photo,
  subject,
  onChoose,
}: {
  event: string;
  photo: string;
  subject: Subject;
  onChoose(): void;
}): ReactNode {
  const { sighting, face } = subject;
  const name = nameOf(sighting);
  const who = [sighting?.number ?? t('photo.box.noNumber'), name].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      className={classNames('section', 'other', isToReview(subject) && 'other--review')}
      aria-label={t('photo.athlete.show', { who })}
      onClick={onChoose}
    >
      <Crop event={event} photo={photo} face={face?.id ?? null} box={sighting?.box ?? null} size={36} />
      <span className="grow other__text">
        <span className="row">
          {sighting === null ? (
            <BibNote icon="face">{t('photo.box.noNumberLabel')}</BibNote>
          ) : (
            <BibChip number={sighting.number} state={sighting.state} size="large" />
          )}
          <span className="ellipsis">{name}</span>
        </span>
        <span className="text-caption muted ellipsis">{otherDetail(subject)}</span>
      </span>
    </button>
  );
}

function otherDetail({ sighting, face }: Subject): string {
  if (sighting === null) {
    return face === null ? '' : t('photo.other.faceQuality', { value: confidence(face.quality) });
  }
  const said = sighting.evidence.find((reason) => reason.kind === 'person');
  const read = sighting.evidence.find((reason) => reason.kind === 'reading');
  const team = sighting.entries[0]?.team ?? null;
  return [
    said?.kind === 'person' ? t('photo.other.said', { author: said.author }) : null,
    read?.kind === 'reading' ? t('photo.other.read', { confidence: confidence(read.confidence) }) : null,
    team,
    isWholePhoto({ key: '', sighting, face }) ? t('photo.athlete.wholePhoto') : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
