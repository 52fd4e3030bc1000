import type { ReactNode } from 'react';
import type { Evidence } from '../../../engine/contract/sighting.ts';
import { clock, confidence, fixed } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import type { IconName } from '../../components/icons.ts';
import { Text } from '../../components/text.tsx';

/** Why a sighting is one, a line for each reason, with its number. */
export function EvidenceLines({
  evidence,
  timeZone,
}: {
  evidence: readonly Evidence[];
  timeZone: string;
}): ReactNode {
  return (
    <ul className="evidence">
      {evidence.map((reason) => (
        <li key={JSON.stringify(reason)} className="evidence-line">
          <Icon name={iconOf(reason)} size={13} />
          <span className="grow">
            <Reason reason={reason} timeZone={timeZone} />
          </span>
          {'confidence' in reason && <span className="evidence-number">{confidence(reason.confidence)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Reason({ reason, timeZone }: { reason: Evidence; timeZone: string }): ReactNode {
  switch (reason.kind) {
    case 'reading':
      return <Text id="browse.evidence.reading" values={{ number: reason.number }} />;
    case 'outsideRules':
      return <Text id="browse.evidence.outsideRules" />;
    case 'startList':
      return <Text id={reason.listed ? 'browse.evidence.listed' : 'browse.evidence.notListed'} />;
    case 'person':
      return (
        <Text
          id={reason.worn ? 'browse.evidence.worn' : 'browse.evidence.notWorn'}
          values={{ author: reason.author, time: clock(reason.at, timeZone) }}
        />
      );
    case 'named': {
      const { number, author, at } = reason;
      const values = { author, time: clock(at, timeZone) };
      if (number === null) return <Text id="browse.evidence.namedNone" values={values} />;
      return <Text id="browse.evidence.named" values={{ ...values, number }} />;
    }
    case 'face':
      return <Text id="browse.evidence.face" values={{ photos: reason.photos, number: reason.number }} />;
    case 'faceDisagrees':
      return <Text id="browse.evidence.faceDisagrees" values={{ number: reason.number }} />;
    case 'burst':
      return (
        <Text
          id="browse.evidence.burst"
          values={{
            seconds: fixed(Math.abs(reason.seconds), 1),
            when: reason.seconds < 0 ? 'earlier' : 'later',
          }}
        />
      );
  }
}

function iconOf(reason: Evidence): IconName {
  switch (reason.kind) {
    case 'reading':
      return 'bib';
    case 'outsideRules':
      return 'warning';
    case 'startList':
      return reason.listed ? 'list' : 'ban';
    case 'person':
      return reason.worn ? 'check' : 'cross';
    case 'named':
    case 'face':
      return 'face';
    case 'faceDisagrees':
      return 'warning';
    case 'burst':
      return 'clock';
  }
}
