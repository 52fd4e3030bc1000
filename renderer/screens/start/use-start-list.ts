import { useRef, useState } from 'react';
import type {
  ColumnUse,
  ImportMode,
  StartListDiff,
  StartListPreview,
} from '../../../engine/contract/start-list.ts';
import { engine } from '../../engine/connect.ts';
import { sentenceOf } from '../../engine/errors.ts';
import { withUse } from './column-uses.ts';

/** A start list that somebody chose, as far as it is understood. */
export interface ChosenList {
  readonly file: File;
  /** Null while it is read the first time, or where it could not be. */
  readonly preview: StartListPreview | null;
  readonly mode: ImportMode;
  /** What importing it changes; null while that is found out, and for a new event. */
  readonly diff: StartListDiff | null;
  readonly error: string | null;
}

export interface StartListChoice {
  readonly list: ChosenList | null;
  choose(file: File): Promise<void>;
  setUse(column: number, use: ColumnUse): Promise<void>;
  setMode(mode: ImportMode): Promise<void>;
  clear(): void;
}

export const usesOf = (preview: StartListPreview): ColumnUse[] => preview.columns.map(({ use }) => use);

/** Follows one start list from its file to what it would change in `event`, or in none yet. */
export function useStartList(event: string | null): StartListChoice {
  const [list, setList] = useState<ChosenList | null>(null);
  // An answer to a question that was overtaken by another is not wanted any more.
  const latest = useRef(0);

  async function look(
    file: File,
    mode: ImportMode,
    uses: ColumnUse[] | undefined,
    before: StartListPreview | null,
  ) {
    const question = ++latest.current;
    const current = (change: Partial<ChosenList>) => {
      if (question === latest.current)
        setList((now) => ({ file, mode, preview: before, diff: null, error: null, ...now, ...change }));
    };
    current({ file, mode, preview: before, diff: null, error: null });
    try {
      const preview = await engine.startList.preview({ file, ...(uses ? { uses } : {}) });
      current({ preview });
      if (event && preview.hasBibs)
        current({ diff: await engine.startList.compare({ event, file, uses: usesOf(preview), mode }) });
    } catch (error) {
      current({ error: sentenceOf(error) });
    }
  }

  return {
    list,
    choose: (file) => look(file, list?.mode ?? 'replace', undefined, null),
    setUse: async (column, use) => {
      if (!list?.preview) return;
      const uses = withUse(usesOf(list.preview), column, use);
      const columns = list.preview.columns.map((each, index) => ({ ...each, use: uses[index] ?? 'ignore' }));
      await look(list.file, list.mode, uses, { ...list.preview, columns });
    },
    setMode: async (mode) => {
      if (list?.preview) await look(list.file, mode, usesOf(list.preview), list.preview);
    },
    clear: () => {
      latest.current++;
      setList(null);
    },
  };
}
