import { Preferences, PreferencesChange } from '../preferences.ts';
import { procedure } from '../procedure.ts';

export const preferences = {
  get: procedure
    .route({ method: 'GET', path: '/preferences', summary: 'Read preferences' })
    .output(Preferences),
  set: procedure
    .route({ method: 'PATCH', path: '/preferences', summary: 'Change preferences' })
    .input(PreferencesChange)
    .output(Preferences),
};
