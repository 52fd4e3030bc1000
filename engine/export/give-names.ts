import type { ExportFileState, ExportOptions, ExportRole } from '../contract/export.ts';
import type { DestinationContent } from './earlier.ts';
import { pathKey } from './safe-name.ts';

/** A photo for one athlete: its files share one name, with different endings. */
export interface Unit {
  readonly unit: string;
  /** Below the destination; empty for the destination itself. */
  readonly folder: string;
  /** Name without an ending; by its number where names are counted up. */
  readonly stem: string | ((number: number) => string);
  readonly files: readonly { readonly role: ExportRole; readonly ending: string; readonly content: string }[];
}

export interface NamedFile {
  readonly path: string;
  readonly state: ExportFileState;
  /** Whether another file has the name that it would have. */
  readonly collides: boolean;
}

/** How names are given: what stands between a name and its number. */
const NUMBER_STANDS_FOR = '#';

/**
 * Gives every file of every unit a path of its own, whatever the case of letters, and says what happens with
 * it. What was exported before keeps its name: it is recalled first, and what is new gets what is left, so that
 * a photo that comes in between moves no other.
 */
export function giveNames(
  units: readonly Unit[],
  taken: ExportOptions['taken'],
  content: DestinationContent,
): NamedFile[][] {
  const claimed = new Set<string>();
  const named: NamedFile[][] = new Array(units.length);
  const open: number[] = [];
  const name = (at: number, paths: readonly Path[], renamed: boolean) => {
    const unit = units[at]!;
    named[at] = paths.map((path, i) => {
      claimed.add(path.key);
      return stateOf(unit, unit.files[i]!, path, { taken, content, renamed });
    });
  };
  const isFree = ({ key }: Path) => !claimed.has(key);
  for (const [at, unit] of units.entries()) {
    const stem = recalledStem(unit, content);
    const paths = stem === null ? null : pathsOf(unit, stem);
    if (paths?.every((path) => isFree(path) && !isForeign(unit, path, content))) {
      name(at, paths, stem !== baseStem(unit));
    } else open.push(at);
  }
  /** Numbers below are given away, by base. */
  const next = new Map<string, number>();
  for (const at of open) {
    const unit = units[at]!;
    const counted = typeof unit.stem === 'function';
    let baseKey = '';
    for (let number = 1; ; number++) {
      if (number === 2) {
        // Only now: most names are free, and telling paths apart costs more than all else.
        baseKey = pathKey(basePath(unit));
        number = next.get(baseKey) ?? 2;
      }
      const paths = pathsOf(unit, stemOf(unit, number));
      if (!paths.every(isFree)) continue;
      const foreign = paths.some((path) => isForeign(unit, path, content));
      if (foreign && (counted || taken === 'suffix')) continue;
      if (number > 1) next.set(baseKey, number + 1);
      if (foreign && taken === 'skip') {
        named[at] = paths.map(({ path, key }) => {
          claimed.add(key);
          return { path, state: 'taken', collides: true };
        });
      } else name(at, paths, !counted && number > 1);
      break;
    }
  }
  return named;
}

/** What its files would be called had no other file the name: what a unit is recalled by. */
export function basePath(unit: Pick<Unit, 'folder' | 'stem'>): string {
  return inFolder(unit.folder, baseStem(unit));
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function baseStem({ stem }: Pick<Unit, 'stem'>): string {
  return typeof stem === 'string' ? stem : stem(Number.NaN);
}

function stemOf({ stem }: Unit, number: number): string {
  if (typeof stem === 'function') return stem(number);
  return number === 1 ? stem : `${stem}-${number}`;
}

/** Numbers of files as they stand in a name; what a name is recalled by has none. */
export function numberText(number: number): string {
  return Number.isNaN(number) ? NUMBER_STANDS_FOR : String(number);
}

/** The name that an earlier export gave to this unit, where it would be called the same now but for a number. */
function recalledStem(unit: Unit, content: DestinationContent): string | null {
  const written = content.written(unit.unit);
  if (written.length === 0) return null;
  const base = pathKey(basePath(unit));
  const earlier = written.find((file) => file.role !== 'csv' && pathKey(file.base) === base);
  if (!earlier) return null;
  const name = earlier.path.slice(earlier.path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Of the folder that was asked for last: photos of one athlete follow one another in many plans. */
let lastFolder = { folder: '', key: '' };

function keyOfFolder(folder: string): string {
  if (folder !== lastFolder.folder) lastFolder = { folder, key: pathKey(folder) };
  return lastFolder.key;
}

interface Path {
  readonly path: string;
  readonly key: string;
}

function pathsOf({ folder, files }: Unit, stem: string): Path[] {
  const above = folder === '' ? '' : `${folder}/`;
  const aboveKey = keyOfFolder(above);
  return files.map(({ ending }) => {
    const name = stem + ending;
    return { path: above + name, key: aboveKey + pathKey(name) };
  });
}

/** Whether a path holds a file that was not written for this unit. */
function isForeign({ unit }: Unit, { key }: Path, content: DestinationContent): boolean {
  return content.isPresent(key) && content.at(key)?.unit !== unit;
}

function stateOf(
  unit: Unit,
  file: Unit['files'][number],
  { path, key }: Path,
  {
    taken,
    content,
    renamed,
  }: { taken: ExportOptions['taken']; content: DestinationContent; renamed: boolean },
): NamedFile {
  if (!content.isPresent(key)) return { path, state: renamed ? 'renamed' : 'new', collides: renamed };
  const written = content.at(key);
  if (written?.unit !== unit.unit) return { path, state: 'replaces', collides: true };
  if (content.isUntouched(key)) {
    return { path, state: written.content === file.content ? 'same' : 'replaces', collides: false };
  }
  // Somebody worked on it since. It is theirs now.
  return { path, state: taken === 'replace' ? 'replaces' : 'taken', collides: true };
}
