import type { Catalog } from '../catalog.ts';
import type { Store } from './store.ts';

export function preferenceMethods(store: Store): Pick<Catalog, 'preferences' | 'keepPreferences'> {
  return {
    async preferences() {
      const rows = store.query<{ name: string; value: string }>('select name, value from preference');
      return Object.fromEntries(rows.map(({ name, value }): [string, unknown] => [name, JSON.parse(value)]));
    },

    async keepPreferences(changes) {
      store.write(() => {
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) continue;
          store.query('insert or replace into preference values (?, ?)', name, JSON.stringify(value));
        }
      });
    },
  };
}
