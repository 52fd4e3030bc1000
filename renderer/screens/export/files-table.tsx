import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { ExportFile } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Badge, Skeleton } from '../../components/blocks.tsx';
import { classNames } from '../../components/class-names.ts';
import { ContextMenu } from '../../components/context-menu.tsx';
import { focusDrawn } from '../../components/focus-drawn.ts';
import { Icon } from '../../components/icon.tsx';
import { Kbd, KeyOf } from '../../components/kbd.tsx';
import { PaneHead } from '../../components/pane.tsx';
import { media, PhotoImage } from '../../components/photo-image.tsx';
import { openPhoto } from '../../stores/route.ts';
import { type ExportSession, useExport } from './export-session.ts';
import { collides, fileName, stateWords } from './export-words.ts';

const ROW = 40;

export interface FilesTableHandle {
  focus(): void;
  /** The file that has the focus. */
  readonly file: ExportFile | null;
}

/** The files of the folder that is shown, and what happens with each. */
export function FilesTable({
  ref,
  session,
}: {
  ref: Ref<FilesTableHandle>;
  session: ExportSession;
}): ReactNode {
  const plan = useExport(session, (state) => state.plan);
  const path = useExport(session, (state) => state.folder);
  const files = useExport(session, (state) => state.files);
  const scroller = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState({ path, row: 0 });
  const folder = plan?.folders.find((each) => each.path === path);
  const [first, total] = [folder?.first ?? 0, folder?.count ?? 0];
  const at = focus.path === path ? Math.min(focus.row, Math.max(0, total - 1)) : 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const [from, to] = [shown[0]?.index ?? 0, (shown.at(-1)?.index ?? -1) + 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan has other files in the same places.
  useEffect(() => session.want(first + from, first + to), [session, plan?.id, first, from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder begins at its first file.
  useEffect(() => {
    // What it gives back, where it gives back anything, is no clean-up.
    scroller.current?.scrollTo(0, 0);
  }, [path]);

  const focusRow = (row: number) => {
    setFocus({ path, row });
    virtual.scrollToIndex(row, { align: 'auto' });
    focusDrawn(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`));
  };
  useImperativeHandle(ref, () => ({
    focus: () => total > 0 && focusRow(at),
    get file() {
      return files.get(first + at) ?? null;
    },
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const next = {
      ...{
        ArrowUp: at - 1,
        ArrowDown: at + 1,
        Home: 0,
        End: total - 1,
        PageUp: at - page,
        PageDown: at + page,
      },
    }[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    focusRow(Math.min(total - 1, Math.max(0, next)));
  };

  const name = folder?.name ?? '';
  return (
    <div className="files">
      <PaneHead>
        <h2 className="strong ellipsis">{name}</h2>
        <span className="muted text-small nowrap">{t('export.table.count', { files: total })}</span>
        <span className="end row muted text-small nowrap hide-narrow">
          <Kbd>←</Kbd>
          <Kbd>→</Kbd>
          {t('export.table.between')}
          <KeyOf command="include" />
          {t('export.menu.leaveOut')}
        </span>
      </PaneHead>
      <div ref={scroller} className="scroll files__scroll">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows have the focus in turn, as a grid's do.
          role="grid"
          aria-label={t('export.table', { folder: name })}
          aria-rowcount={total + 1}
          className="files__table"
          data-zone="files"
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr className="files__head" aria-rowindex={1}>
              <th scope="col">{t('export.table.photo')}</th>
              <th scope="col" className="files__as">
                {t('export.table.as')}
              </th>
              <th scope="col" className="number hide-narrow">
                {t('export.table.size')}
              </th>
              <th scope="col">{t('export.table.state')}</th>
            </tr>
          </thead>
          <tbody style={{ height: virtual.getTotalSize() }}>
            {shown.map(({ index, start }) => (
              <FileRow
                key={index}
                event={session.event}
                file={files.get(first + index)}
                row={index}
                start={start}
                focused={index === at}
                onFocus={() => setFocus({ path, row: index })}
                onToggle={(file) => session.toggleUnit(file.unit)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function FileRow({
  event,
  file,
  row,
  start,
  focused,
  onFocus,
  onToggle,
}: {
  event: string;
  /** Undefined until it was read. */
  file: ExportFile | undefined;
  row: number;
  start: number;
  focused: boolean;
  onFocus(): void;
  onToggle(file: ExportFile): void;
}): ReactNode {
  const style = { transform: `translateY(${start}px)` };
  if (file === undefined) {
    return (
      <tr className="files__row" style={style} aria-rowindex={row + 2}>
        <td>
          <Skeleton className="files__picture" />
        </td>
        <td className="files__as" />
        <td className="hide-narrow" />
        <td />
      </tr>
    );
  }
  const name = fileName(file.path);
  const said = stateWords(file);
  const out = file.state === 'excluded';
  return (
    <ContextMenu
      items={[
        {
          label: t(out ? 'export.menu.include' : 'export.menu.leaveOut'),
          command: 'include',
          run: () => onToggle(file),
        },
        { label: t('keys.photo'), command: 'photoOfItem', run: () => openPhoto(file.photoId) },
      ]}
    >
      <tr
        className={classNames('files__row', collides(file) && 'files__row--taken', out && 'files__row--out')}
        style={style}
        aria-rowindex={row + 2}
        aria-label={t('export.table.row', { photo: file.photo, name, state: said })}
        tabIndex={focused ? 0 : -1}
        data-row={row}
        data-state={file.state}
        onFocus={onFocus}
        onDoubleClick={() => openPhoto(file.photoId)}
      >
        <td className="files__photo">
          <PhotoImage
            className="files__picture"
            fit="cover"
            src={media.fitting(event, file.photoId, 45)}
            alt=""
          />
          <span className="ellipsis">{file.photo}</span>
        </td>
        <td className="files__as">
          <Icon name="chevronRight" size={12} className="muted files__arrow" />
          <span className="ellipsis" title={file.path}>
            {name}
          </span>
        </td>
        <td className="number muted hide-narrow">{bytes(file.bytes)}</td>
        <td>
          <State file={file} said={said} />
        </td>
      </tr>
    </ContextMenu>
  );
}

function State({ file, said }: { file: ExportFile; said: string }): ReactNode {
  if (collides(file)) {
    return (
      <Badge kind="warn" icon="warning">
        {said}
      </Badge>
    );
  }
  if (file.state === 'new') {
    return (
      <span className="row ok text-small files__new">
        <Icon name="check" size={13} />
        {said}
      </span>
    );
  }
  return (
    <span className="row muted text-small">
      {file.state === 'excluded' && <Icon name="ban" size={13} />}
      {said}
    </span>
  );
}
