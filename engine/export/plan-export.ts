import type {
  ExportExclusions,
  ExportFileState,
  ExportFolder,
  ExportOptions,
  ExportRole,
  LeftOutReason,
} from '../contract/export.ts';
import type { ExportPhoto, ExportSighting } from '../contract/export-photo.ts';
import type { PhotoFile } from '../contract/photo.ts';
import type { Entry } from '../contract/start-list.ts';
import { type Athlete, Athletes } from './athletes.ts';
import { choosePhotos } from './choose.ts';
import { DestinationContent } from './earlier.ts';
import { folderTree } from './folder-tree.ts';
import { basePath, giveNames } from './give-names.ts';
import { type PlannedUnit, type UnitFile, UnitMaker } from './units.ts';

/** What an export is planned from. The same gives the same plan. */
export interface PlanInput {
  readonly event: { readonly name: string; readonly date: string | null; readonly timeZone: string };
  /** In order of time. */
  readonly photos: readonly ExportPhoto[];
  readonly entries: readonly Entry[];
  readonly options: ExportOptions;
  readonly excluded: ExportExclusions;
  /** Ids of the photos that the search of the options finds; null where it has none. */
  readonly found: ReadonlySet<string> | null;
  /** Null where no destination was chosen: then every name is free. */
  readonly destination: { readonly name: string; readonly content: DestinationContent } | null;
  /** Bytes of resized photos over what is estimated, as earlier exports measured. */
  readonly resizedFactor?: number;
}

/** A file with all that is needed to write it. */
export interface PlannedFile {
  readonly photo: ExportPhoto;
  readonly athlete: Athlete | null;
  readonly sighting: ExportSighting | null;
  readonly unit: string;
  readonly role: ExportRole;
  readonly path: string;
  /** What it would be called had no other file the name. */
  readonly base: string;
  /** What it is made of, and how: where that is the same, the file is. */
  readonly content: string;
  /** The file that it is made of; null for a sidecar. */
  readonly source: PhotoFile | null;
  readonly bytes: number;
  readonly state: ExportFileState;
}

export interface PlannedExport {
  /** In the order of the folders. */
  readonly files: readonly PlannedFile[];
  readonly folders: readonly ExportFolder[];
  /** Folders with files to write in themselves, not only in folders below. */
  readonly foldersWithFiles: number;
  readonly photos: number;
  readonly photosWritten: number;
  readonly filesToWrite: number;
  readonly bytesToWrite: number;
  /** Resized photos among the files to write. */
  readonly toResize: number;
  readonly athletes: number;
  readonly taken: number;
  readonly same: number;
  readonly obsolete: number;
  /** By photo. */
  readonly leftOut: ReadonlyMap<string, LeftOutReason>;
  readonly onlyBecause: ReadonlyMap<LeftOutReason, number>;
  readonly partlyToReview: number;
  readonly sharedBibs: readonly string[];
}

/** Whether an export writes a file in this state. */
export function isWritten(state: ExportFileState): boolean {
  return state === 'new' || state === 'renamed' || state === 'replaces';
}

/**
 * Says of every photo which files are written of it, where and under what names, or why none is. Nothing is
 * read but what is given.
 *
 * @throws {AppError} INPUT_INVALID for templates that cannot be understood
 */
export function planExport(input: PlanInput): PlannedExport {
  const { options, excluded, destination } = input;
  const content = destination?.content ?? new DestinationContent();
  const chosen = choosePhotos(input.photos, options, input.found);
  const athletes = new Athletes(input.entries);
  const maker = new UnitMaker(input);
  const withoutUnits = new Set(excluded.units);
  const withoutFolders = new Set(excluded.folders);

  const wanted: PlannedUnit[] = [];
  /** Those to write and those left out by hand, in order of time: one that is left out keeps its place. */
  const all: PlannedUnit[] = [];
  const leftOut = new Map(chosen.leftOut);
  for (const { photo, sightings } of chosen.photos) {
    const people = sightings.length > 0 ? sightings : [null];
    let some = false;
    for (const sighting of people) {
      const athlete = sighting && athletes.of(sighting.number);
      const unit = maker.unit(photo, athlete, sighting);
      const isOut = withoutUnits.has(unit.unit) || isBelow(unit.folder, withoutFolders);
      all.push(unit);
      if (!isOut) wanted.push(unit);
      some ||= !isOut;
    }
    if (!some) leftOut.set(photo.id, 'byHand');
  }

  const recalls = content.hasEarlier;
  const names = giveNames(wanted, options.taken, content);
  const files: PlannedFile[] = [];
  const inFolders: { folder: string; bytes: number; collides: boolean; written: boolean }[] = [];
  const [seen, shared, places] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let [filesToWrite, bytesToWrite, toResize, taken, same] = [0, 0, 0, 0, 0];
  let next = 0;
  for (const unit of all) {
    const base = basePath(unit);
    const named = unit === wanted[next] ? names[next++]! : null;
    if (named && unit.athlete) seen.add(unit.athlete.bib);
    if (named && unit.athlete?.shared) shared.add(unit.athlete.bib);
    for (const [i, file] of unit.files.entries()) {
      const { path, state, collides } = named?.[i] ?? {
        ...{ path: base + file.ending, state: 'excluded' as const, collides: false },
      };
      const written = isWritten(state);
      files.push(planned(unit, file, path, base, state));
      inFolders.push({ folder: unit.folder, bytes: file.bytes, collides, written });
      if (recalls) places.add(path);
      if (written) {
        filesToWrite++;
        bytesToWrite += file.bytes;
        if (file.resized) toResize++;
      }
      if (collides) taken++;
      if (state === 'same') same++;
    }
  }
  let obsolete = 0;
  for (const { path, role } of content.writtenAndThere()) if (role !== 'csv' && !places.has(path)) obsolete++;
  const tree = folderTree(inFolders, destination?.name ?? input.event.name, withoutFolders);
  return {
    files: Array.from(tree.order, (at) => files[at]!),
    folders: tree.folders,
    foldersWithFiles: tree.holding,
    photos: input.photos.length,
    photosWritten: input.photos.length - leftOut.size,
    ...{ filesToWrite, bytesToWrite, toResize, taken, same, obsolete, leftOut },
    athletes: seen.size,
    onlyBecause: chosen.onlyBecause,
    partlyToReview: chosen.partlyToReview,
    sharedBibs: [...shared].sort(),
  };
}

function planned(
  { unit, photo, athlete, sighting }: PlannedUnit,
  { role, content, bytes, source }: UnitFile,
  path: string,
  base: string,
  state: ExportFileState,
): PlannedFile {
  return { photo, athlete, sighting, unit, role, path, base, content, source, bytes, state };
}

/** Whether a folder is one of these, or below one. */
function isBelow(folder: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (folders.has(at)) return true;
    if (at === '') return false;
  }
}
