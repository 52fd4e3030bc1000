import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Client } from '../engine/contract/contract.ts';
import type { GrantedFolder } from '../engine/contract/ingest.ts';
import { say } from '../messages/format.ts';

const purposes = ['photos', 'destination', 'data'] as const;
export type FolderPurpose = (typeof purposes)[number];

export function isFolderPurpose(value: unknown): value is FolderPurpose {
  return purposes.some((purpose) => purpose === value);
}

/** Lets a person choose a folder, and grants it; null where the dialog was closed. */
export async function chooseFolder(
  window: BrowserWindow,
  engine: Client,
  purpose: FolderPurpose,
): Promise<GrantedFolder | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: say(`desktop.choose.${purpose}`),
    buttonLabel: say(`desktop.choose.${purpose}.button`),
    properties: ['openDirectory', 'createDirectory'],
  });
  const [folder] = filePaths;
  return canceled || folder === undefined ? null : engine.folders.grant({ path: folder });
}

/** Grants what was dropped: folders as they are, of files the folders that they are in, each once. */
export async function grantDropped(engine: Client, paths: readonly string[]): Promise<GrantedFolder[]> {
  const folders = new Set<string>();
  for (const dropped of paths) {
    const facts = await stat(dropped).catch(() => null);
    if (facts) folders.add(facts.isDirectory() ? dropped : path.dirname(dropped));
  }
  return Promise.all([...folders].map((folder) => engine.folders.grant({ path: folder })));
}

/** Lets a person say where the table of an event's coverage goes, and saves it; false where the dialog was closed. */
export async function saveCoverage(window: BrowserWindow, engine: Client, event: string): Promise<boolean> {
  const { name } = await engine.coverage.csv({ event });
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: say('desktop.save.coverage'),
    defaultPath: name,
    filters: [{ name: 'CSV', extensions: ['csv'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return false;
  await engine.coverage.saveCsv({ event, path: filePath });
  return true;
}
