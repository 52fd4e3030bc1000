import { create } from 'zustand';
import { useEvents } from './events.ts';
import { savePreferences, usePreferences } from './preferences.ts';

/** Screens that this version has. */
export type Screen =
  | 'start'
  | 'ingest'
  | 'browse'
  | 'photo'
  | 'review'
  | 'people'
  | 'export'
  | 'coverage'
  | 'settings';

export type SettingsSection = 'general' | 'analysis' | 'storage' | 'keys' | 'event' | 'sync' | 'about';

interface Route {
  readonly screen: Screen;
  /** The photo that the photo's screen shows. Browse keeps it, to come back to it. */
  readonly photo: string | null;
  /** Where it was opened, and where Esc goes back to. */
  readonly photoFrom: Exclude<Screen, 'photo' | 'settings'>;
  /** Somebody asked for a new event: Start takes it up, and puts it back to false. */
  readonly newEvent: boolean;
  /** An event whose facts are to be changed: Start takes it up in the same way. */
  readonly editEvent: string | null;
  /** What the settings show, and where they were opened: Esc goes back there. */
  readonly settings: SettingsSection;
  readonly settingsFrom: Exclude<Screen, 'settings'>;
}

/** Where somebody is. */
export const useRoute = create<Route>()(() => ({
  screen: 'start',
  photo: null,
  photoFrom: 'browse',
  newEvent: false,
  editEvent: null,
  settings: 'general',
  settingsFrom: 'start',
}));

/** Shows a screen of the open event, or the events themselves. */
export function go(screen: Exclude<Screen, 'photo' | 'settings'>): void {
  if (screen !== 'start' && !useEvents.getState().current) return;
  useRoute.setState({ screen });
}

/** Shows Start with its form for a new event. */
export const newEvent = (): void => useRoute.setState({ screen: 'start', newEvent: true });

/** Shows Start with the facts of an event, to be changed. */
export const editEvent = (event: string): void => useRoute.setState({ screen: 'start', editEvent: event });

/** Shows the settings, those that were looked at last unless others are named. */
export function openSettings(section?: SettingsSection): void {
  useRoute.setState(({ screen, settings, settingsFrom }) => ({
    screen: 'settings',
    settings: section ?? settings,
    settingsFrom: screen === 'settings' ? settingsFrom : screen,
  }));
}

export function openPhoto(photo: string): void {
  useRoute.setState(({ screen, photoFrom }) => ({
    screen: 'photo',
    photo,
    // Going on to another photo is not coming from somewhere else. Ingest and Browse lead to the grid.
    photoFrom:
      screen === 'photo'
        ? photoFrom
        : screen === 'people' || screen === 'review' || screen === 'export'
          ? screen
          : 'browse',
  }));
}

/** Opens an event on one of its screens. */
export function openEvent(
  event: string,
  screen: 'browse' | 'ingest' | 'review' | 'coverage' | 'export' = 'browse',
): void {
  useEvents.getState().open(event);
  savePreferences({ lastEvent: event });
  useRoute.setState({ screen, photo: null });
}

/** Makes the event of last time the one at hand, without leaving Start: Ctrl I imports into it. */
export function openLastEvent(): void {
  const { current, open } = useEvents.getState();
  if (!current) open(usePreferences.getState().lastEvent);
}

/** The screen before, as Esc means it: a photo's is where it was opened, every other's the events. */
export function back(): void {
  const { screen, photoFrom, settingsFrom } = useRoute.getState();
  if (screen === 'settings') useRoute.setState({ screen: settingsFrom });
  else if (screen === 'photo') go(photoFrom);
  else if (screen !== 'start') go('start');
}
