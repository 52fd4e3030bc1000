import type { Action } from '../../engine/contract/action.ts';
import { type MessageId, t, type Value } from '../../messages/format.ts';

/** The text that says what an action did, and its values. */
export function describe({ what, photos }: Pick<Action, 'what' | 'photos'>): {
  id: MessageId;
  values: Record<string, Value>;
} {
  switch (what.kind) {
    case 'stars':
      return { id: 'history.stars', values: { stars: what.stars, photos } };
    case 'flag':
      if (what.flag === null) return { id: 'history.unflag', values: { photos } };
      return { id: what.flag === 'pick' ? 'history.pick' : 'history.reject', values: { photos } };
    case 'label':
      if (what.label === null) return { id: 'history.unlabel', values: { photos } };
      return { id: 'history.label', values: { photos, colour: t(`history.label.${what.label}`) } };
    case 'accept':
      return { id: 'history.accept', values: { number: what.number } };
    case 'reject':
      return { id: 'history.rejectReading', values: { number: what.number } };
    case 'correct':
      return { id: 'history.correct', values: { from: what.from, to: what.to } };
    case 'tag':
      return {
        id: 'history.tag',
        values: { count: what.numbers.length, numbers: what.numbers.join(', '), photos },
      };
    case 'name':
      if (what.number === null) return { id: 'history.nameNone', values: { photos: what.photos } };
      return { id: 'history.name', values: { number: what.number, photos: what.photos } };
    case 'same':
      if (what.number === null) return { id: 'history.same', values: {} };
      return { id: 'history.sameAs', values: { number: what.number } };
    case 'different': {
      const [a, b] = what.numbers;
      if (a === undefined) return { id: 'history.different', values: {} };
      if (b === undefined) return { id: 'history.differentFrom', values: { number: a } };
      return { id: 'history.differentNumbers', values: { a, b } };
    }
    case 'split':
      if (what.to !== null) return { id: 'history.splitTo', values: { faces: what.faces, number: what.to } };
      if (what.from === null) return { id: 'history.split', values: { faces: what.faces } };
      return { id: 'history.splitFrom', values: { faces: what.faces, number: what.from } };
    case 'review':
      if (what.answer === 'none') return { id: 'history.reviewNone', values: { count: what.sightings } };
      if (what.answer === 'other')
        return what.number === null
          ? { id: 'history.reviewOther', values: { count: what.sightings } }
          : { id: 'history.reviewNot', values: { number: what.number, photos: what.photos } };
      return { id: 'history.review', values: { number: what.number ?? '', photos: what.photos } };
    case 'startList':
      return {
        id: 'history.startList',
        values: { added: what.added, changed: what.changed, removed: what.removed },
      };
    case 'eventFacts':
      return { id: 'history.eventFacts', values: {} };
    case 'saveSearch':
      return { id: 'history.saveSearch', values: { name: what.name } };
    case 'removeSearch':
      return { id: 'history.removeSearch', values: { name: what.name } };
  }
}
