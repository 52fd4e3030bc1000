import { create } from 'zustand';
import type { Preferences } from '../../engine/contract/preferences.ts';
import { setCatalogue } from '../../messages/format.ts';
import { catalogueFor } from '../../messages/languages.ts';
import { textScale } from '../components/text-scale.ts';
import { engine } from '../engine/connect.ts';
import { changeKeys } from '../keyboard/keymap.ts';

/** Until the engine has said what was chosen; the contract's own defaults. */
const defaults: Preferences = {
  language: 'system',
  theme: 'dark',
  cellSize: 148,
  stackBursts: false,
  arrange: 'time',
  timeline: true,
  inspector: true,
  collections: true,
  boxes: { faces: true, bibs: true },
  autoAdvance: false,
  panes: {},
  lastEvent: null,
  textSize: 100,
  gpu: 'auto',
  workers: null,
  keys: {},
  recent: [],
  author: 'me',
};

interface Stored extends Preferences {
  /** Whether the engine's own were read. */
  readonly loaded: boolean;
}

/** How somebody likes the window. */
export const usePreferences = create<Stored>()(() => ({
  ...defaults,
  ...ofLastTime(),
  loaded: false,
}));

export async function loadPreferences(): Promise<void> {
  const stored = await engine.preferences.get();
  usePreferences.setState({ ...stored, ...chosen, loaded: true });
}

/** What was changed in another window; what this one has not sent or is just sending stays. */
export function takePreferences(changed: Preferences): void {
  usePreferences.setState({ ...changed, ...underWay, ...unsaved });
}

/** Chosen in this window: it holds whenever the engine's answer comes. */
let chosen: Partial<Preferences> = {};
let unsaved: Partial<Preferences> = {};
let underWay: Partial<Preferences> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Takes effect at once and is kept a moment later, so that dragging a pane does not write with every
 * pixel. A change that could not be kept goes with the next one.
 */
export function savePreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  chosen = { ...chosen, ...change };
  unsaved = { ...unsaved, ...change };
  clearTimeout(timer);
  timer = setTimeout(() => void send(), 300);
}

/** What was changed is with the engine once this resolves. */
export async function flushPreferences(): Promise<void> {
  clearTimeout(timer);
  await send();
}

async function send(): Promise<void> {
  const sent = unsaved;
  if (Object.keys(sent).length === 0) return;
  underWay = { ...underWay, ...sent };
  unsaved = {};
  try {
    await engine.preferences.set(sent);
  } catch {
    unsaved = { ...sent, ...unsaved };
  } finally {
    for (const name of Object.keys(sent) as (keyof Preferences)[])
      if (underWay[name] === sent[name]) delete underWay[name];
  }
}

/** Width of a pane as it was left, within its limits. */
export const paneWidth = (name: string, width: number): void =>
  savePreferences({ panes: { ...usePreferences.getState().panes, [name]: width } });

const themeKey = 'photofinish.theme';
const languageKey = 'photofinish.language';
const textSizeKey = 'photofinish.textSize';

/** Theme, language and size stand before the engine answers, so that the window does not flash. */
function ofLastTime(): Pick<Preferences, 'theme' | 'language' | 'textSize'> {
  const theme = localStorage.getItem(themeKey);
  const language = localStorage.getItem(languageKey);
  return {
    theme: theme === 'sunlight' || theme === 'system' ? theme : 'dark',
    language: language === 'en' || language === 'de' ? language : 'system',
    textSize: Number(localStorage.getItem(textSizeKey)) || 100,
  };
}

/** Applies the theme to the document, now and whenever it or the system's changes. */
export function followTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const apply = () => {
    const { theme } = usePreferences.getState();
    const sunlight = theme === 'sunlight' || (theme === 'system' && light.matches);
    document.documentElement.dataset['theme'] = sunlight ? 'sunlight' : 'dark';
    localStorage.setItem(themeKey, theme);
  };
  apply();
  light.addEventListener('change', apply);
  usePreferences.subscribe(apply);
}

/** Language and region of what the window says; what shows texts depends on it. */
export const useLocale = create<{ readonly locale: string }>()(() => ({ locale: '' }));

/** Speaks the language that was chosen, now and whenever another is chosen here or in another window. */
export function followLanguage(): void {
  const apply = () => {
    const { language } = usePreferences.getState();
    const catalogue = catalogueFor(language, navigator.languages);
    localStorage.setItem(languageKey, language);
    if (catalogue.locale === useLocale.getState().locale) return;
    setCatalogue(catalogue);
    document.documentElement.lang = catalogue.locale;
    useLocale.setState({ locale: catalogue.locale });
  };
  apply();
  window.addEventListener('languagechange', apply);
  usePreferences.subscribe(apply);
}

/** Applies the size of text and the keys, now and whenever they change. */
export function followTextSizeAndKeys(): void {
  const apply = () => {
    const { textSize, keys } = usePreferences.getState();
    const size = textSize === 100 ? '' : `${textSize}%`;
    if (document.documentElement.style.fontSize !== size) document.documentElement.style.fontSize = size;
    // The browser's own setting counts as well.
    document.documentElement.dataset['text'] = textScale() >= 1.4 ? 'large' : 'usual';
    localStorage.setItem(textSizeKey, `${textSize}`);
    changeKeys(keys);
  };
  apply();
  // Dragging a pane changes preferences with every pixel, and these are not among them.
  usePreferences.subscribe((now, before) => {
    if (now.textSize !== before.textSize || now.keys !== before.keys) apply();
  });
}

export function toggleSunlight(): void {
  const sunlight = document.documentElement.dataset['theme'] === 'sunlight';
  savePreferences({ theme: sunlight ? 'dark' : 'sunlight' });
}
