import type { ReactNode } from 'react';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting, Evidence as Reason } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { clock, confidence, fixed } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import type { IconName } from '../../components/icons.ts';
import { Text } from '../../components/text.tsx';
import { type SameFace, withNumber } from './same-face.ts';
import { seenInBurst } from './subjects.ts';

interface Line {
  readonly key: string;
  readonly icon: IconName;
  readonly text: ReactNode;
  readonly warn?: boolean;
  /** A number at the end of the line, and what it is. */
  readonly end?: { readonly value: string; readonly meaning: string };
}

/** Why a number is said to be there: evidence with numbers, never a verdict alone. */
export function Evidence({
  detail,
  sighting,
  sameFace,
  timeZone,
}: {
  detail: PhotoDetail;
  sighting: NamedSighting;
  sameFace: SameFace | null;
  timeZone: string;
}): ReactNode {
  const { number } = sighting;
  const lines = [
    ...sighting.evidence.map((reason, at) => ({ key: `${at}`, ...lineOf(reason, number, timeZone) })),
    // What the sighting was derived from says it better than what is looked up beside it.
    ...(sighting.evidence.some(({ kind }) => kind === 'face' || kind === 'faceDisagrees')
      ? []
      : faceLines(sameFace, number)),
    ...(sighting.evidence.some(({ kind }) => kind === 'burst') ? [] : burstLines(detail, number)),
  ];
  return (
    <>
      <h2 className="heading why__title">{t('photo.why', { number })}</h2>
      <ul className="why">
        {lines.map(({ key, icon, text, warn, end }) => (
          <li key={key}>
            <Icon name={icon} size={14} className={warn ? 'why__icon warn' : 'why__icon'} />
            <span className="grow">{text}</span>
            {end && (
              <span className="nowrap">
                <span className="unseen">{end.meaning}</span>
                <span aria-hidden="true">{end.value}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function lineOf(reason: Reason, number: string, timeZone: string): Omit<Line, 'key'> {
  switch (reason.kind) {
    case 'reading':
      return {
        icon: 'bib',
        text: <Text id="photo.why.reading" values={{ number: reason.number }} />,
        end: confidenceEnd(reason.confidence),
      };
    case 'outsideRules':
      return { icon: 'warning', warn: true, text: <Text id="photo.why.outsideRules" values={{ number }} /> };
    case 'startList':
      return reason.listed
        ? { icon: 'list', text: t('photo.why.listed') }
        : { icon: 'warning', warn: true, text: t('photo.why.unlisted') };
    case 'person':
      return {
        icon: reason.worn ? 'check' : 'cross',
        text: t(reason.worn ? 'photo.why.said' : 'photo.why.deniedBy', {
          author: reason.author,
          time: clock(reason.at, timeZone),
        }),
      };
    case 'named': {
      const values = { author: reason.author, time: clock(reason.at, timeZone) };
      return {
        icon: 'face',
        text:
          reason.number === null ? (
            t('photo.why.namedNone', values)
          ) : (
            <Text id="photo.why.named" values={{ ...values, number: reason.number }} />
          ),
      };
    }
    case 'face':
      return {
        icon: 'face',
        text: <Text id="photo.why.face" values={{ photos: reason.photos, number: reason.number }} />,
        end: similarityEnd(reason.likeness),
      };
    case 'faceDisagrees':
      return {
        icon: 'warning',
        warn: true,
        text: <Text id="photo.why.faceDisagrees" values={{ photos: reason.photos, number: reason.number }} />,
        end: similarityEnd(reason.likeness),
      };
    case 'burst':
      return {
        icon: 'clock',
        text: (
          <Text
            id="photo.why.inBurst"
            values={{
              number: reason.number,
              seconds: fixed(Math.abs(reason.seconds), 1),
              when: reason.seconds < 0 ? 'earlier' : 'later',
            }}
          />
        ),
        end: confidenceEnd(reason.confidence),
      };
  }
}

function faceLines(sameFace: SameFace | null, number: string): Line[] {
  if (sameFace === null) return [];
  const { photos, similarity } = withNumber(sameFace.cells, number);
  if (photos > 0) {
    return [
      {
        key: 'face',
        icon: 'face',
        text: <Text id="photo.why.sameFace" values={{ photos, number }} />,
        ...(similarity !== null && { end: similarityEnd(similarity) }),
      },
    ];
  }
  if (sameFace.photos === 0) return [{ key: 'face', icon: 'face', text: t('photo.why.noFaceElsewhere') }];
  return [
    {
      key: 'face',
      icon: 'face',
      text: <Text id="photo.why.sameFaceOther" values={{ photos: sameFace.photos, number }} />,
    },
  ];
}

function burstLines(detail: PhotoDetail, number: string): Line[] {
  const seen = seenInBurst(detail, number);
  if (seen === null) return [];
  const values = {
    seconds: fixed(Math.abs(seen.seconds), 1),
    when: seen.seconds < 0 ? 'earlier' : 'later',
    name: seen.name,
  };
  return [
    {
      key: 'burst',
      icon: 'clock',
      text: <Text id="photo.why.seen" values={values} />,
      end: confidenceEnd(seen.confidence),
    },
  ];
}

function confidenceEnd(value: number): Line['end'] & object {
  const said = confidence(value);
  return { value: said, meaning: t('photo.why.confidence', { value: said }) };
}

function similarityEnd(value: number): Line['end'] & object {
  const said = confidence(value);
  return { value: said, meaning: t('photo.why.similarity', { value: said }) };
}
