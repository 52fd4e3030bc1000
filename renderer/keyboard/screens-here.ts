import { t } from '../../messages/format.ts';
import { type KeyScreen, screens } from './keymap.ts';

const titles = {
  start: 'start.title',
  ingest: 'frame.ingest',
  browse: 'frame.browse',
  photo: 'photo.title',
  review: 'frame.review',
  people: 'frame.people',
  export: 'frame.export',
  coverage: 'coverage.title',
  settings: 'settings.title',
} as const;

/** Screens of this version, in the order of their tabs. */
export const screensHere = (): KeyScreen[] => screens.filter((screen) => screen in titles);

/** What a screen is called. */
export const screenTitle = (screen: KeyScreen): string =>
  screen in titles ? t(titles[screen as keyof typeof titles]) : screen;
