import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { AppError, type ErrorInfo } from '../contract/app-error.ts';
import type { Event } from '../contract/event.ts';
import type { ExportDestination } from '../contract/export.ts';
import { destinationError } from '../files/destination-error.ts';
import { isWithin, realPlace } from '../files/places.ts';
import { freeBytes } from './free-bytes.ts';

/**
 * A granted folder as somewhere to export to, and why that may not be. `originals`: folders that photos are in.
 *
 * @throws {AppError} INPUT_INVALID
 */
export async function exportDestination(
  catalog: Catalog,
  event: Event,
  originals: readonly string[],
  id: string,
): Promise<ExportDestination> {
  const path = await catalog.grantedFolder(id);
  if (path === null) {
    throw new AppError('INPUT_INVALID', 'This folder was not chosen on this machine. Choose it again.');
  }
  return {
    ...{ id, path, name: basename(path) || path, freeBytes: await freeBytes(path) },
    problem: await problemOf(catalog, event, originals, path),
  };
}

/** Why nothing can, or should, be written to a folder; null where it can. */
async function problemOf(
  catalog: Catalog,
  event: Event,
  originals: readonly string[],
  path: string,
): Promise<ErrorInfo | null> {
  if (!(await stat(path).catch(() => null))?.isDirectory()) {
    return {
      code: 'DESTINATION_UNWRITABLE',
      message: `The folder ${path} is not there. Connect its disk, or choose another folder.`,
    };
  }
  try {
    await access(path, constants.W_OK);
  } catch (cause) {
    return destinationError(`${path}/file`, cause).info;
  }
  const places = (await catalog.eventSources(event.id)).map((source) => source.path);
  if (event.photosFolder !== null) places.push(event.photosFolder);
  const [here, ...real] = await Promise.all([path, ...places].map(realPlace));
  const source =
    places.find((_, at) => isWithin(real[at]!, here!)) ?? originals.find((folder) => isWithin(folder, here!));
  if (source === undefined) return null;
  return {
    code: 'DESTINATION_INSIDE_SOURCE',
    message: `${path} lies within ${source}, which the photos come from: the next import would take what is exported for new photos. Choose a folder outside it.`,
  };
}
