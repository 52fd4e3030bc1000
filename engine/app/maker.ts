import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { Catalog } from '../catalog/catalog.ts';
import type { DecisionMaker } from '../contract/decision.ts';
import { keptPreferences } from './kept-preferences.ts';

/** Who decides: the name in the preferences, on this installation. */
export async function makerOf(catalog: Catalog, device: string): Promise<DecisionMaker> {
  const { author } = await keptPreferences(catalog);
  return { author, device };
}

/** The id of this installation, kept in its data folder: made at the first call, the same from then on. */
export async function deviceId(home: string): Promise<string> {
  const file = path.join(home, 'device-id');
  try {
    return await known(file);
  } catch {
    // Whoever comes first makes it.
    await writeFile(file, `${uuidv7()}\n`, { flag: 'wx' }).catch(() => undefined);
    return known(file);
  }
}

async function known(file: string): Promise<string> {
  const id = (await readFile(file, 'utf8')).trim();
  if (id === '') throw new Error(`${file} is empty.`);
  return id;
}
