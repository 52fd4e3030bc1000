import type { Suggestion } from '../../../engine/contract/browse.ts';
import type { Person } from '../../../engine/contract/people.ts';

/** What the start list and the other persons say of a number while it is typed. */
export type Standing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'odd' }
  /** Not answered yet. */
  | { readonly kind: 'asking' }
  /** Nobody has it. `name` is the start list's; `unlisted` where there is a list, and not on it. */
  | { readonly kind: 'free'; readonly name: string | null; readonly unlisted: boolean }
  /** Another person has it already. */
  | { readonly kind: 'taken'; readonly by: Person };

/** What was found out about a number. */
export interface Found {
  readonly number: string;
  readonly suggestions: readonly Suggestion[];
  /** Persons that the number finds. */
  readonly persons: readonly Person[];
}

/** Whether a text can be a number at all, as the engine takes it. */
export const isNumber = (text: string): boolean => /^\S{1,20}$/.test(text);

export function standingOf(
  typed: string,
  found: Found | null,
  { person, hasStartList }: { person: Person; hasStartList: boolean },
): Standing {
  const number = typed.trim();
  if (number === '') return { kind: 'nothing' };
  if (!isNumber(number)) return { kind: 'odd' };
  if (found?.number !== number) return { kind: 'asking' };
  const same = (bib: string | null) => bib?.toUpperCase() === number.toUpperCase();
  const by = found.persons.find((other) => same(other.number) && other.id !== person.id);
  if (by !== undefined) return { kind: 'taken', by };
  const names = found.suggestions.flatMap(({ token }) =>
    token.kind === 'athlete' && same(token.bib) ? [token.name] : [],
  );
  const listed = names.length > 0;
  return {
    kind: 'free',
    name: listed ? [...new Set(names)].filter(Boolean).join(' / ') || null : null,
    unlisted: hasStartList && !listed,
  };
}
