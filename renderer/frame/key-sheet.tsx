import { type ReactNode, useRef, useState } from 'react';
import { t } from '../../messages/format.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextInput } from '../components/field.tsx';
import { Kbd } from '../components/kbd.tsx';
import { Select } from '../components/select.tsx';
import { isMac } from '../keyboard/dispatch.ts';
import { capsOf } from '../keyboard/key-label.ts';
import { groups, type KeyScreen, keymap, keysOf } from '../keyboard/keymap.ts';
import { screensHere, screenTitle } from '../keyboard/screens-here.ts';
import { openSettings, useRoute } from '../stores/route.ts';
import './key-sheet.css';

/** What a browser cannot do. */
const absent = new Set<string>(window.host ? [] : ['openFolder', 'fullScreen']);

/** Every key of a screen, to look at and to search in. */
export function KeySheet({ onClose }: { onClose(): void }): ReactNode {
  const here = useRoute(({ screen }) => screen);
  const [screen, setScreen] = useState<KeyScreen>(here);
  const [text, setText] = useState('');
  const find = useRef<HTMLInputElement>(null);
  const words = text.trim().toLowerCase();
  const shown = keymap
    .map((binding) => ({ ...binding, where: binding.where as readonly KeyScreen[], name: t(binding.label) }))
    .filter(
      ({ command, where, name }) =>
        !absent.has(command) &&
        keysOf(command, !window.host).length > 0 &&
        where.includes(screen) &&
        name.toLowerCase().includes(words),
    );
  return (
    <Dialog
      title={t('keys.title')}
      size="large"
      onClose={onClose}
      initialFocus={find}
      header={
        <>
          <TextInput
            ref={find}
            icon="search"
            aria-label={t('keys.find')}
            placeholder={t('keys.find')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Select<KeyScreen>
            label={t('keys.screen')}
            value={screen}
            onChange={setScreen}
            options={screensHere().map((value) => ({ value, label: screenTitle(value) }))}
          />
        </>
      }
    >
      <div className="key-sheet">
        {groups.map((group) => {
          const rows = shown.filter((binding) => binding.group === group);
          if (rows.length === 0) return null;
          return (
            <section key={group} aria-label={t(`keys.group.${group}`)} className="key-sheet__group">
              <h3 className="heading">{t(`keys.group.${group}`)}</h3>
              <dl>
                {rows.map(({ command, name }) => (
                  <div key={command} className="key-sheet__row">
                    <dt>{name}</dt>
                    <dd>
                      {capsOf(command).map((cap) =>
                        cap === t('keys.to') ? <span key={cap}>{cap}</span> : <Kbd key={cap}>{cap}</Kbd>,
                      )}
                      <span className="unseen">{capsOf(command).join(', ')}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        {shown.length === 0 && <p className="muted">{t('keys.none', { text })}</p>}
      </div>
      <div className="row wrap key-sheet__foot">
        <p className="muted text-small grow">{t(isMac() ? 'keys.footMac' : 'keys.foot')}</p>
        <Button
          icon="keyboard"
          onClick={() => {
            onClose();
            openSettings('keys');
          }}
        >
          {t('keys.change')}
        </Button>
      </div>
    </Dialog>
  );
}
