import type { ReactNode } from 'react';
import type {
  CandidateEvidence,
  ReviewCandidate,
  ReviewNeighbour,
  ReviewReason,
  ReviewRow,
} from '../../../engine/contract/review.ts';
import { t } from '../../../messages/format.ts';
import { confidence, fixed } from '../../../messages/units.ts';
import type { IconName } from '../../components/icons.ts';
import { Text } from '../../components/text.tsx';

/** What is asked. */
export function questionOf({ reason, guess }: ReviewRow): string {
  switch (reason.kind) {
    case 'unnamed':
      return t('review.question.who');
    case 'disagrees':
      return t('review.question.disagrees', { reading: reason.reading, number: guess ?? '' });
    case 'two':
      return t('review.question.two', { number: guess ?? '', other: reason.other });
    default:
      return t('review.question.number');
  }
}

/** Why it is asked, in a few words. */
export function reasonOf(reason: ReviewReason): string {
  switch (reason.kind) {
    case 'unnamed':
      return t('review.reason.unnamed', { photos: reason.photos });
    case 'disagrees':
      return t('review.reason.disagrees', { reading: reason.reading });
    case 'two':
      return t('review.reason.two', { other: reason.other });
    case 'outsideRules':
      return t('review.reason.outsideRules');
    case 'cut':
      return t('review.reason.cut');
    case 'unlisted':
      return t('review.reason.unlisted');
    case 'sameFace':
      return t('review.reason.sameFace', { photos: reason.photos });
    case 'unsure':
      return t('review.reason.unsure', { confidence: confidence(reason.confidence) });
  }
}

/** A row's number as it stands in the queue. */
export const titleOf = ({ shown }: ReviewRow): string =>
  shown === null ? t('review.row.nobody') : t('review.row.guess', { number: shown });

/** A line for what speaks for a candidate or against it. */
export interface EvidenceLine {
  readonly key: string;
  readonly icon: IconName;
  readonly text: ReactNode;
  /** A number at its end. */
  readonly end: string | null;
}

export function linesOf({ evidence, number, photos, entries }: ReviewCandidate): EvidenceLine[] {
  const lines = evidence.map((reason, at) => ({ key: `${at}`, ...lineOf(reason, number) }));
  if (
    lines.length === 0 ||
    (photos === 0 && entries.length > 0 && evidence.every(({ kind }) => kind === 'fragment'))
  )
    lines.push({ key: 'photos', icon: 'ban', text: t('review.evidence.noPhotos'), end: null });
  return lines;
}

function lineOf(reason: CandidateEvidence, number: string): Omit<EvidenceLine, 'key'> {
  switch (reason.kind) {
    case 'read':
      return {
        icon: 'bib',
        text: <Text id="review.evidence.read" values={{ number: reason.number, photos: reason.photos }} />,
        end: confidence(reason.confidence),
      };
    case 'mayRead': {
      const { digit } = reason;
      const last = digit !== null && digit === number.length - 1;
      return {
        icon: 'bib',
        text:
          digit === null
            ? t('review.evidence.mayRead')
            : last
              ? t('review.evidence.lastDigit', { digit: number[digit] ?? '' })
              : t('review.evidence.digit', { place: digit + 1, digit: number[digit] ?? '' }),
        end: confidence(reason.probability),
      };
    }
    case 'fragment':
      return {
        icon: 'bib',
        text: t('review.evidence.fragment', { reading: reason.reading }),
        end: confidence(reason.confidence),
      };
    case 'sameFace':
      return {
        icon: 'face',
        text: t('review.evidence.sameFace', { photos: reason.photos }),
        end: reason.similarity === null ? null : confidence(reason.similarity),
      };
    case 'facesDiffer':
      return {
        icon: 'face',
        text: t('review.evidence.facesDiffer'),
        end: confidence(Math.max(0, reason.similarity)),
      };
    case 'seen':
      return {
        icon: 'clock',
        text: t('review.evidence.seen', secondsApart(reason.seconds)),
        end: confidence(reason.confidence),
      };
    case 'taken':
      return { icon: 'people', text: t('review.evidence.taken'), end: null };
    case 'unlisted':
      return { icon: 'ban', text: t('review.evidence.unlisted'), end: null };
    case 'outsideRules':
      return { icon: 'warning', text: t('review.evidence.outsideRules'), end: null };
  }
}

const secondsApart = (seconds: number) => ({
  seconds: fixed(Math.abs(seconds), 1),
  when: seconds < 0 ? ('earlier' as const) : ('later' as const),
});

export const whenOf = ({ seconds }: ReviewNeighbour): string => t('review.frame.when', secondsApart(seconds));

export const readsOf = ({ read }: ReviewNeighbour): string =>
  read === null
    ? t('review.frame.nothing')
    : t('review.frame.reads', { number: read.number, confidence: confidence(read.confidence) });
