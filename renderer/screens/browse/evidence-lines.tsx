import type { ReactNode } from 'react';
import type { Evidence } from '../../../engine/contract/sighting.ts';
import { clock, confidence } from '../../../messages/units.ts';
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
          {reason.kind === 'reading' && (
            <span className="evidence-number">{confidence(reason.confidence)}</span>
          )}
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
  }
}
