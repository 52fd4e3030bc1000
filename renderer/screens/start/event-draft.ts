import type { Event } from '../../../engine/contract/event.ts';
import type { GrantedFolder } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { type Ranges, rangesFrom, writeRanges } from './ranges.ts';

const digits = '0123456789';
const letters = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${digits}`;

/** What somebody typed about an event, before it is understood. */
export interface EventDraft {
  readonly name: string;
  /** `2026-05-17`, or empty. */
  readonly date: string;
  readonly place: string;
  readonly timeZone: string;
  /** Where copies of cards go. A folder that the event has already has no id here. */
  readonly keepIn: {
    readonly id: string | null;
    readonly path: string;
    readonly freeBytes: number | null;
  } | null;
  /** Where the photos are that come first. */
  readonly photosFrom: GrantedFolder | null;
  readonly faceSearch: boolean;
  readonly knowsBibs: boolean;
  readonly alphabet: 'digits' | 'letters' | 'own';
  readonly ownAlphabet: string;
  readonly minLength: number;
  readonly maxLength: number;
  readonly ranges: string;
}

export const emptyDraft = (): EventDraft => ({
  name: '',
  date: '',
  place: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  keepIn: null,
  photosFrom: null,
  faceSearch: true,
  knowsBibs: false,
  alphabet: 'digits',
  ownAlphabet: '',
  minLength: 1,
  maxLength: 6,
  ranges: '',
});

export function draftOf(event: Event): EventDraft {
  const rules = event.bibRules;
  const alphabet =
    !rules || rules.alphabet === digits ? 'digits' : rules.alphabet === letters ? 'letters' : 'own';
  return {
    name: event.name,
    date: event.date ?? '',
    place: event.place ?? '',
    timeZone: event.timeZone,
    keepIn: event.photosFolder === null ? null : { id: null, path: event.photosFolder, freeBytes: null },
    photosFrom: null,
    faceSearch: event.faceSearch,
    knowsBibs: rules !== null,
    alphabet,
    ownAlphabet: alphabet === 'own' && rules ? rules.alphabet : '',
    minLength: rules?.minLength ?? 1,
    maxLength: rules?.maxLength ?? 6,
    ranges: writeRanges(rules?.ranges ?? []),
  };
}

/** What stands in the way, in the field where it can be put right. */
export interface DraftProblems {
  readonly name?: string;
  readonly ownAlphabet?: string;
  readonly lengths?: string;
  readonly ranges?: string;
}

/** `names` are those of the other events. */
export function problemsOf(draft: EventDraft, names: readonly string[]): DraftProblems {
  const problems: { -readonly [Key in keyof DraftProblems]: string } = {};
  const name = draft.name.trim();
  if (name === '') problems.name = t('event.error.name');
  else if (name.length > 200) problems.name = t('event.error.nameLong', { length: name.length });
  else if (names.some((other) => other.toLowerCase() === name.toLowerCase()))
    problems.name = t('event.error.nameTaken', { name });
  if (!draft.knowsBibs) return problems;
  const own = draft.ownAlphabet.trim();
  if (draft.alphabet === 'own' && (own === '' || new Set(own).size !== own.length))
    problems.ownAlphabet = t('event.error.alphabet');
  if (draft.minLength > draft.maxLength) problems.lengths = t('event.error.lengths');
  const ranges = rangesFrom(draft.ranges);
  if ('problem' in ranges)
    problems.ranges =
      ranges.problem === 'order'
        ? t('event.error.rangeOrder', { text: ranges.text })
        : t('event.error.range', { text: ranges.text });
  return problems;
}

/** What the engine is told of a draft without problems. */
export function factsOf(draft: EventDraft): {
  name: string;
  date: string | null;
  place: string | null;
  timeZone: string;
  faceSearch: boolean;
  bibRules: { alphabet: string; minLength: number; maxLength: number; ranges: Ranges } | null;
  keepIn?: string | null;
} {
  const ranges = rangesFrom(draft.ranges);
  const alphabet = { digits, letters, own: draft.ownAlphabet.trim() }[draft.alphabet];
  return {
    name: draft.name.trim(),
    date: draft.date || null,
    place: draft.place.trim() || null,
    timeZone: draft.timeZone,
    faceSearch: draft.faceSearch,
    bibRules: draft.knowsBibs
      ? {
          alphabet,
          minLength: draft.minLength,
          maxLength: draft.maxLength,
          ranges: 'problem' in ranges ? [] : ranges.ranges,
        }
      : null,
    // A folder that the event had already keeps its place without being named.
    ...(draft.keepIn === null
      ? { keepIn: null }
      : draft.keepIn.id !== null
        ? { keepIn: draft.keepIn.id }
        : {}),
  };
}

/** Of the facts, those that differ from the event's. */
export function changedFacts(draft: EventDraft, event: Event): Partial<ReturnType<typeof factsOf>> {
  const now = factsOf(draft);
  const before = factsOf(draftOf(event));
  const changed = Object.entries(now).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}
