import type { Person } from '../../../engine/contract/people.ts';
import type { Entry } from '../../../engine/contract/start-list.ts';
import { t } from '../../../messages/format.ts';

/** `Maren Holt`; both names where a bib was given twice; null where no name is known. */
export function nameOf(entries: readonly Entry[]): string | null {
  const names = [...new Set(entries.flatMap(({ name }) => name ?? []))];
  return names.length > 0 ? names.join(' / ') : null;
}

/** `349, Maren Holt`, or the number alone. */
export function numberAndName(number: string, entries: readonly Entry[]): string {
  const name = nameOf(entries);
  return name === null ? number : t('people.who', { number, name });
}

/** Whom a sentence means: `349`, or that there is no number. */
export const shortly = ({ number }: Person): string => number ?? t('people.noNumber');

/** Why somebody has no number yet: what was read of it. */
export function hintOf({ numbers, noNumber, photos }: Person): string {
  if (noNumber) return t('people.hint.nobody');
  const [first, ...others] = numbers;
  if (first === undefined) return t('people.hint.noBib', { photos });
  if (others.length > 0)
    return t('people.hint.several', {
      count: numbers.length,
      numbers: numbers.map(({ number }) => number).join(', '),
    });
  if (first.listed === false) return t('people.hint.unlisted', { number: first.number });
  if (first.photos === 1) return t('people.hint.once', { number: first.number });
  return t('people.hint.times', { times: first.photos, number: first.number });
}

/** The number that is likeliest where it was not settled: to begin with when a person is named. */
export function likelyNumber({ number, numbers }: Person): string {
  return number ?? (numbers.find(({ listed }) => listed !== false) ?? numbers[0])?.number ?? '';
}
