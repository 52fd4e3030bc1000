import { de } from './de.ts';
import { type Catalogue, english } from './format.ts';

/** Languages that the program speaks, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/**
 * The catalogue for somebody who chose a language, or `system` for the first of the computer's languages
 * that the program speaks. German counts and writes dates as where the computer is: `de-AT`, `de-CH`.
 *
 * @param system languages of the computer as BCP 47 tags, the preferred one first
 */
export function catalogueFor(chosen: Language | 'system', system: readonly string[]): Catalogue {
  const known = system.find((tag) => languageOf(tag) !== null);
  const language = chosen === 'system' ? (known === undefined ? 'en' : languageOf(known)) : chosen;
  if (language !== 'de') return english;
  const region = system.find((tag) => /^de-[A-Z]{2}$/.test(tag));
  return { locale: region ?? 'de-DE', texts: de };
}

function languageOf(tag: string): Language | null {
  const [language = ''] = tag.toLowerCase().split(/[-_]/);
  return language in languages ? (language as Language) : null;
}
