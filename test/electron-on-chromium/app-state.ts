import type { Chromium } from './chromium.ts';

/** What windows have to know of the program that they belong to, without knowing `app` itself. */
class AppState {
  private browser: Chromium | null = null;
  /** Told with the number of windows that are left. */
  windowClosed: (left: number) => void = () => {};
  windowCreated: (window: object) => void = () => {};
  childProcessGone: (details: Record<string, unknown>) => void = () => {};

  /** @throws before `app` is ready, when Electron has no windows either */
  chromium(forWhat: string): Chromium {
    if (!this.browser) throw new Error(`Cannot create ${forWhat} before app is ready`);
    return this.browser;
  }

  set running(browser: Chromium) {
    this.browser = browser;
  }
}

export const appState = new AppState();
