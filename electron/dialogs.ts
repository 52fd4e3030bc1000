import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Client } from '../engine/contract/contract.ts';
import type { GrantedFolder } from '../engine/contract/ingest.ts';
import { desktop } from '../messages/desktop.ts';

export type FolderPurpose = keyof typeof desktop.dialogs;

export function isFolderPurpose(value: unknown): value is FolderPurpose {
  return typeof value === 'string' && Object.hasOwn(desktop.dialogs, value);
}

/** Lets a person choose a folder, and grants it; null where the dialog was closed. */
export async function chooseFolder(
  window: BrowserWindow,
  engine: Client,
  purpose: FolderPurpose,
): Promise<GrantedFolder | null> {
  const { title, button } = desktop.dialogs[purpose];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: button,
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
