import type { Catalog } from '../catalog/catalog.ts';
import { Preferences } from '../contract/preferences.ts';

/** What was kept, where this program still understands it; the rest as it comes. */
export async function keptPreferences(catalog: Catalog): Promise<Preferences> {
  const kept = await catalog.preferences();
  const understood = Object.entries(Preferences.shape).filter(
    ([name, schema]) => name in kept && schema.safeParse(kept[name]).success,
  );
  return Preferences.parse(Object.fromEntries(understood.map(([name]) => [name, kept[name]])));
}
