import type { MergeEvidence } from '../../../engine/contract/people.ts';
import type { MessageId, Value } from '../../../messages/format.ts';
import { confidence, duration } from '../../../messages/units.ts';

/** Whether evidence says that two persons are one, that they are not, or neither by itself. */
export type Side = 'for' | 'against' | 'neither';

export interface EvidenceLine {
  readonly side: Side;
  readonly id: MessageId;
  readonly values: Readonly<Record<string, Value>>;
}

/** Evidence as a sentence: the text's id and its values. */
export function evidenceLine(evidence: MergeEvidence): EvidenceLine {
  switch (evidence.kind) {
    case 'together':
      return evidence.photos === 0
        ? { side: 'for', id: 'people.why.never', values: {} }
        : { side: 'against', id: 'people.why.together', values: { photos: evidence.photos } };
    case 'sameNumber':
      return {
        side: 'for',
        id: 'people.why.sameNumber',
        values: {
          number: evidence.number,
          times: evidence.times,
          confidence: confidence(evidence.confidence),
        },
      };
    case 'fragment':
      return {
        side: 'for',
        id: 'people.why.fragment',
        values: {
          reading: evidence.reading,
          times: evidence.times,
          confidence: confidence(evidence.confidence),
        },
      };
    case 'differentNumbers':
      return {
        side: 'against',
        id: 'people.why.differentNumbers',
        values: { one: evidence.a, other: evidence.b, confidence: confidence(evidence.confidence) },
      };
    case 'sameBurst':
      return { side: 'for', id: 'people.why.sameBurst', values: { bursts: evidence.bursts } };
    case 'apart':
      return {
        side: 'neither',
        id: 'people.why.apart',
        values: { time: duration(evidence.milliseconds / 1000) },
      };
  }
}
