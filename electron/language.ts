import { app } from 'electron';
import type { Preferences } from '../engine/contract/preferences.ts';
import { locale, setCatalogue } from '../messages/format.ts';
import { catalogueFor } from '../messages/languages.ts';

/** Speaks a language in menus and dialogs from now on; says whether it is another than before. */
export function speak(language: Preferences['language']): boolean {
  // Electron knows the computer's languages once it is ready; before, Node's own guess does.
  const system = app.isReady()
    ? app.getPreferredSystemLanguages()
    : [Intl.DateTimeFormat().resolvedOptions().locale];
  const catalogue = catalogueFor(language, system);
  if (catalogue.locale === locale()) return false;
  setCatalogue(catalogue);
  return true;
}
