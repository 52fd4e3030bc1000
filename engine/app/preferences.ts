import { os } from './implementer.ts';
import { keptPreferences } from './kept-preferences.ts';

export const preferences = {
  get: os.preferences.get.handler(async ({ context }) => keptPreferences(await context.catalog())),

  set: os.preferences.set.handler(async ({ input, context }) => {
    const catalog = await context.catalog();
    await catalog.keepPreferences(input);
    const preferences = await keptPreferences(catalog);
    context.live.preferencesChanged(preferences);
    return preferences;
  }),
};
