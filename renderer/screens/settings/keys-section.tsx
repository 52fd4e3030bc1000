import { type ReactNode, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/field.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { Select } from '../../components/select.tsx';
import { isMac } from '../../keyboard/dispatch.ts';
import { capOf } from '../../keyboard/key-label.ts';
import { keyName } from '../../keyboard/key-name.ts';
import {
  type Command,
  groups,
  type KeyScreen,
  keymap,
  keysOf,
  ownKeysOf,
  takenBy,
} from '../../keyboard/keymap.ts';
import { screensHere, screenTitle } from '../../keyboard/screens-here.ts';
import { KeyLayer } from '../../keyboard/use-commands.tsx';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { say } from '../../stores/toasts.ts';

/** Keys that move the focus, in every program. */
const reserved = new Set(['Tab', 'Shift+Tab']);
const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'OS']);
const inBrowser = (): boolean => !window.host;
const labelOf = (command: Command): string => t(keymap.find((binding) => binding.command === command)!.label);

/** Every command with its keys, each of which can be another one. */
export function KeysSection(): ReactNode {
  const changed = usePreferences(({ keys }) => keys);
  const [text, setText] = useState('');
  const [screen, setScreen] = useState<KeyScreen | 'all'>('all');
  const [problem, setProblem] = useState<{ command: Command; text: string } | null>(null);
  const words = text.trim().toLowerCase();
  const here = screensHere();
  const shown = keymap.filter(({ command, where, label }) => {
    const on: readonly KeyScreen[] = where;
    return (
      on.some((each) => (screen === 'all' ? here.includes(each) : each === screen)) &&
      (ownKeysOf(command, inBrowser()).length > 0 || changed[command] !== undefined) &&
      (t(label).toLowerCase().includes(words) ||
        keysOf(command, inBrowser()).some((key) => capOf(key).toLowerCase() === words))
    );
  });

  const keep = (command: Command, keys: readonly string[] | null) => {
    const { [command]: _, ...others } = usePreferences.getState().keys;
    savePreferences({ keys: keys === null ? others : { ...others, [command]: [...keys] } });
    setProblem(null);
  };
  const refuse = (command: Command, sentence: string) => setProblem({ command, text: sentence });

  /** Gives the key at one place of a command to be another one; null takes it away. */
  const change = (command: Command, place: number, key: string | null) => {
    if (key !== null && reserved.has(key)) {
      refuse(command, t('settings.keys.reserved', { key: capOf(key) }));
      return;
    }
    const other = key === null ? null : takenBy(key, command, inBrowser());
    if (key !== null && other) {
      refuse(command, t('settings.keys.taken', { key: capOf(key), command: labelOf(other) }));
      return;
    }
    const own = ownKeysOf(command, inBrowser());
    const before = changed[command] ?? own;
    const next = Array.from({ length: Math.max(before.length, place + 1) }, (_, index) =>
      index === place ? (key ?? '') : before[index] === key ? '' : (before[index] ?? ''),
    );
    keep(command, next.join('\n') === own.join('\n') ? null : next);
  };

  const reset = (command: Command) => {
    const taker = ownKeysOf(command, inBrowser())
      .map((key) => takenBy(key, command, inBrowser()))
      .find((other) => other !== null);
    if (taker)
      refuse(command, t('settings.keys.resetTaken', { command: labelOf(command), other: labelOf(taker) }));
    else keep(command, null);
  };

  const count = Object.keys(changed).length;
  return (
    <>
      <div className="row wrap settings__keys-head">
        <TextInput
          icon="search"
          className="settings__find"
          aria-label={t('settings.keys.find')}
          placeholder={t('settings.keys.find')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select<KeyScreen | 'all'>
          label={t('settings.keys.screen')}
          value={screen}
          options={[
            { value: 'all', label: t('settings.keys.everywhere') },
            ...here.map((value) => ({ value, label: screenTitle(value) })),
          ]}
          onChange={setScreen}
        />
        <span className="muted text-small grow" role="status">
          {t('settings.keys.changed', { count })}
        </span>
        <Button
          disabled={count === 0}
          onClick={() => {
            savePreferences({ keys: {} });
            setProblem(null);
            say({ kind: 'ok', text: t('settings.keys.resetDone') });
          }}
        >
          {t('settings.keys.resetAll')}
        </Button>
      </div>
      {groups.map((group) => {
        const rows = shown.filter((binding) => binding.group === group);
        if (rows.length === 0) return null;
        return (
          <section key={group} aria-label={t(`keys.group.${group}`)} className="settings__key-group">
            <h3 className="heading">{t(`keys.group.${group}`)}</h3>
            {rows.map(({ command, where, label }) => (
              <div key={command} className="settings__key">
                <span className="settings__key-name">
                  {t(label)}
                  {where.length < 3 && (
                    <span className="muted text-small">
                      {(where as readonly KeyScreen[])
                        .filter((each) => here.includes(each))
                        .map(screenTitle)
                        .join(', ')}
                    </span>
                  )}
                </span>
                <span className="row wrap settings__key-caps">
                  {placesOf(command, changed[command]).map(({ place, key }) => (
                    <KeyField
                      key={place}
                      command={t(label)}
                      value={key}
                      onKey={(next) => change(command, place, next)}
                    />
                  ))}
                  {changed[command] && (
                    <Button
                      kind="quiet"
                      size="small"
                      icon="restore"
                      aria-label={t('settings.keys.reset', { command: t(label) })}
                      onClick={() => reset(command)}
                    />
                  )}
                </span>
                {problem?.command === command && (
                  <div className="settings__key-problem">
                    <Note kind="warn" role="alert">
                      {problem.text}
                    </Note>
                  </div>
                )}
              </div>
            ))}
          </section>
        );
      })}
      {shown.length === 0 && <p className="muted">{t('settings.keys.noneFits', { text })}</p>}
    </>
  );
}

/** Each key of a command with its place in the map; a place whose key was taken away is there, empty. */
function placesOf(
  command: Command,
  changed: readonly string[] | undefined,
): { place: number; key: string }[] {
  const keys = changed ?? ownKeysOf(command, inBrowser());
  return keys.map((key, place) => ({ place, key }));
}

/** A key on a button. Pressed, it waits for another key. */
function KeyField({
  command,
  value,
  onKey,
}: {
  command: string;
  /** Empty where there is none. */
  value: string;
  onKey(key: string | null): void;
}): ReactNode {
  const [waits, setWaits] = useState(false);
  if (!waits)
    return (
      <button
        type="button"
        className="settings__cap"
        aria-label={
          value === ''
            ? t('settings.keys.add', { command })
            : t('settings.keys.change', { command, key: capOf(value) })
        }
        onClick={() => setWaits(true)}
      >
        {value === '' ? (
          <span className="muted text-small">{t('settings.keys.none')}</span>
        ) : (
          <Kbd>{capOf(value)}</Kbd>
        )}
      </button>
    );
  return (
    // The keys of the screen do nothing meanwhile.
    <KeyLayer>
      <button
        type="button"
        className="settings__cap settings__cap--waits"
        // It takes the place of the button that was pressed.
        ref={(button) => button?.focus()}
        title={t('settings.keys.pressHint')}
        onBlur={() => setWaits(false)}
        onKeyDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (modifiers.has(event.key)) return;
          const key = keyName(event.nativeEvent, isMac());
          setWaits(false);
          if (key === 'Escape') return;
          onKey(key === 'Backspace' && value !== '' ? null : key);
        }}
      >
        {t('settings.keys.press')}
      </button>
    </KeyLayer>
  );
}
