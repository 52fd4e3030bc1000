import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react';
import type { ExportFolder } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { bytes, count } from '../../../messages/units.ts';
import { Count } from '../../components/blocks.tsx';
import { classNames } from '../../components/class-names.ts';
import { focusDrawn } from '../../components/focus-drawn.ts';
import { Icon } from '../../components/icon.tsx';
import { PaneHead, Panel } from '../../components/pane.tsx';
import { type ExportSession, useExport } from './export-session.ts';
import { type TreeRow, visibleRows } from './tree-rows.ts';

const ROW = 26;

export interface FolderTreeHandle {
  focus(): void;
  /** `ArrowLeft` closes or goes up, `ArrowRight` opens; false where there is nothing more that way. */
  turn(key: string): boolean;
}

/** The folders of the plan with what is in each. */
export function FolderTree({
  ref,
  session,
  onRight,
}: {
  ref: Ref<FolderTreeHandle>;
  session: ExportSession;
  /** Somebody goes on to the files. */
  onRight(): void;
}): ReactNode {
  const folders = useExport(session, (state) => state.plan?.folders);
  const expanded = useExport(session, (state) => state.expanded);
  const folder = useExport(session, (state) => state.folder);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => visibleRows(folders ?? [], expanded), [folders, expanded]);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.folder.path === folder),
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });

  const focusRow = (index: number) => {
    const row = rows[index];
    if (!row) return;
    session.show(row.folder.path);
    virtual.scrollToIndex(index, { align: 'auto' });
    focusDrawn(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`));
  };
  const turn = (key: string): boolean => {
    const row = rows[at];
    if (!row) return false;
    if (key === 'ArrowRight') {
      if (row.open === false) session.expand(row.folder.path, true);
      else if (row.open === true) focusRow(at + 1);
      else onRight();
      return true;
    }
    if (row.open === true && row.folder.level > 0) session.expand(row.folder.path, false);
    else if (row.parent !== null) focusRow(row.parent);
    return true;
  };
  useImperativeHandle(ref, () => ({ focus: () => focusRow(at), turn }));

  // The folder that is shown is seen, with those above it open.
  useEffect(() => {
    for (let slash = folder.lastIndexOf('/'); slash > 0; slash = folder.lastIndexOf('/', slash - 1)) {
      if (!session.state.expanded.has(folder.slice(0, slash))) session.expand(folder.slice(0, slash), true);
    }
  }, [session, folder]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = rows.length - 1;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const to = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: last,
      PageUp: at - page,
      PageDown: at + page,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    focusRow(Math.min(last, Math.max(0, to)));
  };

  return (
    <Panel label={t('export.tree')} className="tree">
      <PaneHead>
        <h2 className="strong grow">{t('export.tree')}</h2>
        <span className="muted text-small tree__files">{t('export.tree.files')}</span>
        <span className="muted text-small tree__size hide-narrow">{t('export.tree.size')}</span>
      </PaneHead>
      <div ref={scroller} className="scroll tree__scroll">
        <div
          role="tree"
          aria-label={t('export.tree')}
          tabIndex={-1}
          className="tree__rows"
          style={{ height: virtual.getTotalSize() }}
          data-zone="tree"
          onKeyDown={onKeyDown}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            // Of another plan there may be fewer rows than were measured.
            const row = rows[index];
            return (
              row && (
                <Row
                  key={row.folder.path}
                  row={row}
                  index={index}
                  start={start}
                  shown={index === at}
                  onShow={() => focusRow(index)}
                  onTurn={(open) => session.expand(row.folder.path, open)}
                />
              )
            );
          })}
        </div>
      </div>
    </Panel>
  );
}

function Row({
  row,
  index,
  start,
  shown,
  onShow,
  onTurn,
}: {
  row: TreeRow;
  index: number;
  start: number;
  shown: boolean;
  onShow(): void;
  onTurn(open: boolean): void;
}): ReactNode {
  const { folder, open, setSize, position } = row;
  return (
    <div
      role="treeitem"
      aria-level={folder.level + 1}
      aria-setsize={setSize}
      aria-posinset={position}
      aria-selected={shown}
      aria-expanded={open ?? undefined}
      tabIndex={shown ? 0 : -1}
      data-row={index}
      className={classNames(
        'tree__row',
        shown && 'tree__row--shown',
        folder.excluded && 'tree__row--out',
        folder.taken > 0 && 'tree__row--taken',
      )}
      style={{ transform: `translateY(${start}px)`, paddingLeft: 8 + folder.level * 18 }}
      onClick={onShow}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onShow();
      }}
    >
      <button
        type="button"
        tabIndex={-1}
        className="tree__turn"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          if (open !== null) onTurn(!open);
        }}
      >
        {open !== null && <Icon name={open ? 'chevronDown' : 'chevronRight'} size={12} />}
      </button>
      <Icon name={folder.excluded ? 'ban' : 'folder'} size={15} className="tree__folder" />
      <span className="ellipsis">{folder.name}</span>
      <span className="unseen">{wordsFor(folder)}</span>
      {folder.taken > 0 && (
        <span aria-hidden="true" className="row">
          <Count kind="warn">{count(folder.taken)}</Count>
        </span>
      )}
      <span aria-hidden="true" className="end muted text-small nowrap">
        {count(folder.files)}
      </span>
      <span aria-hidden="true" className="muted text-small tree__size hide-narrow">
        {bytes(folder.bytes)}
      </span>
    </div>
  );
}

/** What the figures of a row say, for whoever hears it. */
function wordsFor({ files, taken, excluded }: ExportFolder): string {
  return t('export.tree.item', { files, taken, excluded: String(excluded) });
}
