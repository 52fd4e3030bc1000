import { de } from './de.ts';
import { germanSentences } from './engine/de.ts';
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
  const language = chosen === 'system' ? languageOf(system) : chosen;
  if (language !== 'de') return english;
  const region = system.find((tag) => /^de-[A-Z]{2}$/.test(tag));
  return { locale: region ?? 'de-DE', texts: de, sentences: germanSentences };
}

/** The first of some languages that the program speaks, else English. */
export function languageOf(system: readonly string[]): Language {
  const spoken = system
    .map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? '')
    .find((tag) => tag in languages);
  return (spoken as Language | undefined) ?? 'en';
}
