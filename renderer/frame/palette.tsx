import { Dialog as Base } from '@base-ui/react/dialog';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Suggestion } from '../../engine/contract/browse.ts';
import { t } from '../../messages/format.ts';
import { day } from '../../messages/units.ts';
import { Icon } from '../components/icon.tsx';
import { Kbd, KeyOf } from '../components/kbd.tsx';
import { engine } from '../engine/connect.ts';
import { canRun, runCommand } from '../keyboard/dispatch.ts';
import { capOf } from '../keyboard/key-label.ts';
import { type Command, keymap, keysOf } from '../keyboard/keymap.ts';
import { KeyLayer } from '../keyboard/use-commands.tsx';
import { tokenLabel } from '../screens/browse/query-parts.ts';
import { browseFor } from '../screens/browse/sessions.ts';
import { tokenKey } from '../screens/browse/token-text.ts';
import { useEvents } from '../stores/events.ts';
import { openEvent } from '../stores/route.ts';
import '../components/dialog.css';
import './palette.css';

/** What can be found by its name. Athletes come last, since they come later: no row moves under a key. */
const groups = ['events', 'commands', 'athletes'] as const;
const icons = { events: 'flag', commands: 'command', athletes: 'people' } as const;

interface Row {
  readonly id: string;
  readonly group: (typeof groups)[number];
  readonly name: string;
  readonly detail?: string;
  readonly command?: Command;
  run(): unknown;
}

/** Commands that mean something only with the key that was pressed, and the palette itself. */
const withoutKey = (command: Command): boolean =>
  keysOf(command, !window.host).length < 3 && command !== 'commands';

/** Does a command, opens an event, or shows the photos of an athlete or team, by its name. */
export function Palette({ onClose }: { onClose(): void }): ReactNode {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const events = useEvents(({ list }) => list) ?? [];
  // What can be done is what could be done when the palette opened.
  const [commands] = useState(() =>
    keymap.filter(({ command }) => withoutKey(command) && command !== 'back' && canRun(command)),
  );
  const words = text.trim().toLowerCase();
  const current = useEvents((state) => state.current);
  const athletes = useAthletes(current, words);
  const named: Row[] = [
    ...events.map((event) => ({
      id: event.id,
      group: 'events' as const,
      name: event.name,
      detail: event.date ? day(event.date) : '',
      run: () => openEvent(event.id),
    })),
    ...commands.map(({ command, label }) => ({
      id: command,
      group: 'commands' as const,
      name: t(label),
      command,
      run: () => void runCommand(command),
    })),
  ];
  const rows: Row[] = [
    ...named.filter(({ name }) => name.toLowerCase().includes(words)).slice(0, 50),
    ...athletes.map(({ token, photos, detail }) => ({
      id: tokenKey(token),
      group: 'athletes' as const,
      name: tokenLabel(token),
      detail: [detail, t('browse.search.photos', { photos })].filter((part) => part !== null).join(' · '),
      run: () => current && browseFor(current, [token]),
    })),
  ];
  const at = Math.min(chosen, rows.length - 1);

  const take = (row: Row | undefined) => {
    if (!row) return;
    onClose();
    // The dialog has the keyboard until it is gone.
    requestAnimationFrame(() => row.run());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === 'Enter') take(rows[at]);
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
                      <div
                        key={row.id}
                        id={`${id}-${rows.indexOf(row)}`}
                        role="option"
                        tabIndex={-1}
                        aria-selected={rows.indexOf(row) === at}
                        className="palette__row"
                        onPointerMove={() => setChosen(rows.indexOf(row))}
                        onPointerUp={() => take(row)}
                      >
                        <Icon name={icons[group]} />
                        <span>{row.name}</span>
                        <span className="muted text-small ellipsis grow">{row.detail}</span>
                        {row.command && <KeyOf command={row.command} />}
                      </div>
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
            </div>
          </KeyLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Whom the open event knows by a text, as its search field would suggest them. */
function useAthletes(event: string | null, text: string): readonly Suggestion[] {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if (event === null || text === '') return setFound([]);
    const away = new AbortController();
    engine.search.suggest({ event, text, limit: 6 }, { signal: away.signal }).then(
      (list) => {
        if (!away.signal.aborted) setFound(list);
      },
      // Commands are found without it.
      () => {},
    );
    return () => away.abort();
  }, [event, text]);
  return found;
}
