import type { ExportFolder } from '../contract/export.ts';

/** What a tree needs to know of a file. */
export interface FileInFolder {
  /** Below the destination; empty for the destination itself. */
  readonly folder: string;
  readonly bytes: number;
  readonly collides: boolean;
  /** Whether it counts among the files to write. */
  readonly written: boolean;
}

interface Node {
  readonly path: string;
  readonly name: string;
  readonly level: number;
  readonly children: Node[];
  readonly own: number[];
  files: number;
  bytes: number;
  taken: number;
}

const order = new Intl.Collator('en', { numeric: true });

export interface FolderTree {
  /** From the top, each followed by what is below it. */
  readonly folders: readonly ExportFolder[];
  /** Positions of all files in the order of the folders. */
  readonly order: Uint32Array;
  /** Folders with files to write in themselves. */
  readonly holding: number;
}

/** The folders of some files with what is in each; `excluded` are paths that were left out by hand. */
export function folderTree(
  files: readonly FileInFolder[],
  rootName: string,
  excluded: ReadonlySet<string>,
): FolderTree {
  const root = node('', rootName, 0);
  const nodes = new Map<string, Node>([['', root]]);
  const nodeOf = (path: string): Node => {
    const known = nodes.get(path);
    if (known) return known;
    const slash = path.lastIndexOf('/');
    const parent = nodeOf(slash === -1 ? '' : path.slice(0, slash));
    const made = node(path, path.slice(slash + 1), parent.level + 1);
    parent.children.push(made);
    nodes.set(path, made);
    return made;
  };
  for (const [at, { folder, bytes, collides, written }] of files.entries()) {
    const own = nodeOf(folder);
    own.own.push(at);
    if (written) {
      own.files++;
      own.bytes += bytes;
    }
    if (collides) own.taken++;
  }
  const folders: ExportFolder[] = [];
  const positions = new Uint32Array(files.length);
  let filled = 0;
  // What stands apart (`_no-category`) comes last.
  const compare = (a: Node, b: Node) =>
    Number(a.name.startsWith('_')) - Number(b.name.startsWith('_')) || order.compare(a.name, b.name);
  const walk = (here: Node, isExcluded: boolean) => {
    const out = isExcluded || excluded.has(here.path);
    const folder = { ...counts(here), first: filled, count: 0, excluded: out };
    folders.push(folder);
    for (const at of here.own) positions[filled++] = at;
    for (const child of here.children.sort(compare)) {
      const below = walk(child, out);
      folder.files += below.files;
      folder.bytes += below.bytes;
      folder.taken += below.taken;
    }
    folder.count = filled - folder.first;
    return folder;
  };
  walk(root, false);
  let holding = 0;
  for (const { path, own } of nodes.values()) {
    if (path !== '' && own.some((at) => files[at]!.written)) holding++;
  }
  return { folders, order: positions, holding };
}

function node(path: string, name: string, level: number): Node {
  return { path, name, level, children: [], own: [], files: 0, bytes: 0, taken: 0 };
}

function counts({ path, name, level, files, bytes, taken }: Node) {
  return { path, name, level, files, bytes, taken };
}
