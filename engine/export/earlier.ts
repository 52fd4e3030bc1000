import type { ExportRole } from '../contract/export.ts';
import { pathKey } from './safe-name.ts';

/** A file that an earlier export wrote into a destination, as its manifest says. */
export interface EarlierFile {
  readonly unit: string;
  readonly role: ExportRole | 'csv';
  /** What it would have been called had no other file had the name. */
  readonly base: string;
  /** Below the destination, with `/` between its parts. */
  readonly path: string;
  /** What it was made of, and how. */
  readonly content: string;
  readonly bytes: number;
  /** `mtimeMs` as the disk gave it back. */
  readonly modifiedMs: number;
  readonly sha256: string;
}

/** A file that is there. What no export wrote is looked at by its name alone. */
export interface PresentFile {
  readonly path: string;
  readonly bytes: number | null;
  readonly modifiedMs: number | null;
}

/** FAT keeps times to two seconds. */
const SAME_TIME_MS = 2_000;

/** What is in a destination, and what of it earlier exports wrote. */
export class DestinationContent {
  readonly #present: ReadonlyMap<string, PresentFile>;
  readonly #byPath = new Map<string, EarlierFile>();
  /** Keys of files that are as an export left them. */
  readonly #untouched = new Set<string>();
  readonly #byUnit = new Map<string, EarlierFile[]>();

  /** `earlier` in the order in which it was noted, which is before each file got its name. */
  constructor(present: Iterable<PresentFile> = [], earlier: Iterable<EarlierFile> = []) {
    this.#present = new Map(Array.from(present, (file) => [pathKey(file.path), file]));
    for (const file of earlier) {
      const key = pathKey(file.path);
      const isIt = isSame(this.#present.get(key), file);
      // What was noted last and did not get its name, since the program ended, is not what is there.
      if (!isIt && this.#untouched.has(key)) continue;
      if (isIt) this.#untouched.add(key);
      this.#byPath.set(key, file);
    }
    for (const file of this.#byPath.values()) {
      const unit = this.#byUnit.get(file.unit);
      if (unit) unit.push(file);
      else this.#byUnit.set(file.unit, [file]);
    }
  }

  /** Whether any export wrote here. */
  get hasEarlier(): boolean {
    return this.#byPath.size > 0;
  }

  /** What was written for a unit, wherever it is now. */
  written(unit: string): readonly EarlierFile[] {
    return this.#byUnit.get(unit) ?? [];
  }

  /** All that was written and is there still, as it was written or changed since. */
  *writtenAndThere(): Generator<EarlierFile> {
    for (const [key, file] of this.#byPath) if (this.#present.has(key)) yield file;
  }

  isPresent(key: string): boolean {
    return this.#present.has(key);
  }

  /** What an export wrote under this path. */
  at(key: string): EarlierFile | undefined {
    return this.#byPath.get(key);
  }

  /** Whether the file of this path is as an export left it. */
  isUntouched(key: string): boolean {
    return this.#untouched.has(key);
  }
}

function isSame(present: PresentFile | undefined, written: EarlierFile): boolean {
  return (
    present !== undefined &&
    present.bytes === written.bytes &&
    present.modifiedMs !== null &&
    Math.abs(present.modifiedMs - written.modifiedMs) <= SAME_TIME_MS
  );
}
