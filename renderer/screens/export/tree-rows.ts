import type { ExportFolder } from '../../../engine/contract/export.ts';

/** A folder that is in view when those above it are open. */
export interface TreeRow {
  readonly folder: ExportFolder;
  /** Null where it has no folders. */
  readonly open: boolean | null;
  /** Place of the row above it; null for the top. */
  readonly parent: number | null;
  /** Among those of the same folder, from 1. */
  readonly position: number;
  readonly setSize: number;
}

/** The rows of a tree that stands as a list, each folder followed by what is below it. */
export function visibleRows(folders: readonly ExportFolder[], expanded: ReadonlySet<string>): TreeRow[] {
  const rows: { -readonly [Key in keyof TreeRow]: TreeRow[Key] }[] = [];
  /** Row of the folder that is open at each level. */
  const above: (number | null)[] = [];
  const siblings = new Map<number | null, number[]>();
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const [at, folder] of folders.entries()) {
    if (folder.level > hiddenBelow) continue;
    hiddenBelow = Number.POSITIVE_INFINITY;
    const hasFolders = (folders[at + 1]?.level ?? 0) > folder.level;
    const open = hasFolders ? expanded.has(folder.path) : null;
    if (open === false) hiddenBelow = folder.level;
    const parent = folder.level === 0 ? null : (above[folder.level - 1] ?? null);
    const own = siblings.get(parent);
    if (own) own.push(rows.length);
    else siblings.set(parent, [rows.length]);
    above[folder.level] = rows.length;
    rows.push({ folder, open, parent, position: (own ?? [0]).length, setSize: 0 });
  }
  for (const own of siblings.values()) for (const row of own) rows[row]!.setSize = own.length;
  return rows;
}
