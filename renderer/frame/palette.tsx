import { Dialog as Base } from '@base-ui/react/dialog';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { t } from '../../messages/format.ts';
import { Icon } from '../components/icon.tsx';
import { Kbd, KeyOf } from '../components/kbd.tsx';
import { capOf } from '../keyboard/key-label.ts';
import { KeyLayer } from '../keyboard/use-commands.tsx';
import { useEvents } from '../stores/events.ts';
import { savePreferences, usePreferences } from '../stores/preferences.ts';
import '../components/dialog.css';
import './palette.css';
import { groups, type Row, useRows } from './palette-rows.ts';

/** What was taken is remembered, so many. */
const REMEMBERED = 12;

/** Does a command, opens an event or a photo, shows an athlete or a person, by its name. */
export function Palette({ onClose }: { onClose(): void }): ReactNode {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const event = useEvents(({ current }) => current);
  const rows = useRows(event, text);
  const at = Math.min(chosen, rows.length - 1);

  const take = (row: Row | undefined, other = false) => {
    if (!row) return;
    onClose();
    const { recent } = usePreferences.getState();
    savePreferences({ recent: [row.id, ...recent.filter((each) => each !== row.id)].slice(0, REMEMBERED) });
    // The dialog has the keyboard until it is gone.
    requestAnimationFrame(() => (other && row.runOther ? row.runOther() : row.run()));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === 'Enter') take(rows[at], event.ctrlKey || event.metaKey);
    else if (step && rows.length > 0) {
      const next = (at + step + rows.length) % rows.length;
      setChosen(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };

  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__scrim" />
        <Base.Popup className="palette" aria-label={t('frame.commands')} initialFocus={field}>
          <KeyLayer>
            <div className="palette__field">
              <Icon name="search" size={18} />
              <input
                ref={field}
                role="combobox"
                aria-label={t('palette.find')}
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
                aria-autocomplete="list"
                placeholder={t('palette.find')}
                value={text}
                onChange={(event) => {
                  setText(event.currentTarget.value);
                  setChosen(0);
                }}
                onKeyDown={onKeyDown}
              />
              <span className="muted text-small row">
                <Kbd>{capOf('Escape')}</Kbd>
                {t('palette.closes')}
              </span>
            </div>
            <div id={`${id}-list`} role="listbox" aria-label={t('frame.commands')} className="palette__list">
              {groups.map((group) => {
                const inGroup = rows.filter((row) => row.group === group);
                if (inGroup.length === 0) return null;
                return (
                  <fieldset key={group} aria-label={t(`palette.${group}`)}>
                    <div className="heading palette__group" aria-hidden="true">
                      {t(`palette.${group}`)}
                    </div>
                    {inGroup.map((row) => (
                      <PaletteRow
                        key={`${group} ${row.id}`}
                        row={row}
                        id={`${id}-${rows.indexOf(row)}`}
                        chosen={rows.indexOf(row) === at}
                        onPoint={() => setChosen(rows.indexOf(row))}
                        onTake={(other) => take(row, other)}
                      />
                    ))}
                  </fieldset>
                );
              })}
            </div>
            {rows.length === 0 && <p className="palette__none muted">{t('palette.none', { text })}</p>}
            <div className="palette__foot">
              <span className="row">
                <Kbd>{capOf('ArrowUp')}</Kbd>
                <Kbd>{capOf('ArrowDown')}</Kbd>
                {t('palette.choose')}
              </span>
              <span className="row">
                <Kbd>{capOf('Enter')}</Kbd>
                {t('palette.open')}
              </span>
              {rows[at]?.runOther && (
                <span className="row">
                  <Kbd>{capOf('Ctrl+Enter')}</Kbd>
                  {t('palette.openOther')}
                </span>
              )}
              <span className="row end">
                <Kbd>{'>'}</Kbd>
                {t('palette.commandsOnly')}
              </span>
            </div>
          </KeyLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteRow({
  row,
  id,
  chosen,
  onPoint,
  onTake,
}: {
  row: Row;
  id: string;
  chosen: boolean;
  onPoint(): void;
  onTake(other: boolean): void;
}): ReactNode {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className="palette__row"
      onPointerMove={onPoint}
      onPointerUp={(event) => onTake(event.ctrlKey || event.metaKey)}
    >
      {row.face ? (
        <img src={row.face} alt="" className="palette__face" />
      ) : (
        <span className="palette__icon">
          <Icon name={row.icon} />
        </span>
      )}
      {row.bib && (
        <span className={row.bibSeen ? 'bib bib--accepted bib--panel' : 'bib bib--panel'}>{row.bib}</span>
      )}
      <span className="ellipsis palette__name">{row.name}</span>
      <span className="muted text-small ellipsis grow">{row.detail}</span>
      {row.command ? <KeyOf command={row.command} /> : chosen && <Kbd>{capOf('Enter')}</Kbd>}
    </div>
  );
}
