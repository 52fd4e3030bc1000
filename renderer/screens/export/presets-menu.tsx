import { type ReactNode, useRef, useState } from 'react';
import { ExportOptions } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { say, sayError } from '../../stores/toasts.ts';
import { type ExportSession, useExport } from './export-session.ts';

/** Options that were saved under a name, and saving these. */
export function PresetsMenu({ session }: { session: ExportSession }): ReactNode {
  const presets = useExport(session, (state) => state.presets);
  const name = useExport(session, (state) => state.preset);
  const options = useExport(session, (state) => state.options);
  const [saving, setSaving] = useState(false);
  const preset = presets.find((other) => other.name === name) ?? null;
  const isChanged = preset !== null && JSON.stringify(preset.options) !== JSON.stringify(options);
  const save = async (as: string) => {
    try {
      await session.savePreset(as);
      say({ kind: 'ok', text: t('export.preset.saved', { name: as }) });
      setSaving(false);
    } catch (error) {
      sayError(error);
    }
  };
  const remove = async (which: string) => {
    try {
      await session.removePreset(which);
      say({ kind: 'info', text: t('export.preset.removed', { name: which }) });
    } catch (error) {
      sayError(error);
    }
  };
  const items: MenuItem[] = [
    {
      label: t('export.preset.usual'),
      checked: name === null && isUsual(options),
      run: () => session.takeUsual(usual()),
    },
    ...presets.map((each) => ({
      label: each.name,
      checked: each.name === name && !isChanged,
      run: () => session.takePreset(each),
    })),
    'line',
    ...(preset !== null && isChanged
      ? [
          {
            label: t('export.preset.update', { name: preset.name }),
            icon: 'save' as const,
            run: () => void save(preset.name),
          },
        ]
      : []),
    { label: t('export.preset.save'), icon: 'plus', run: () => setSaving(true) },
    ...(preset !== null
      ? [
          {
            label: t('export.preset.remove', { name: preset.name }),
            icon: 'cross' as const,
            run: () => void remove(preset.name),
          },
        ]
      : []),
  ];
  const said =
    preset === null
      ? t('export.preset.none')
      : isChanged
        ? t('export.preset.changed', { name: preset.name })
        : preset.name;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className="select export__preset"
            aria-label={t('export.preset', { name: said })}
          >
            <span className="ellipsis">{said}</span>
            <Icon name="chevronDown" size={12} />
          </button>
        }
        items={items}
      />
      {saving && <SavePreset initial={preset?.name ?? ''} onSave={save} onClose={() => setSaving(false)} />}
    </>
  );
}

function SavePreset({
  initial,
  onSave,
  onClose,
}: {
  initial: string;
  onSave(name: string): Promise<void>;
  onClose(): void;
}): ReactNode {
  const [name, setName] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const trimmed = name.trim();
  const save = () => {
    if (trimmed !== '') void onSave(trimmed);
  };
  return (
    <Dialog
      title={t('export.preset.save')}
      size="small"
      initialFocus={input}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('export.preset.cancel')}</Button>
          <Button kind="primary" disabled={trimmed === ''} onClick={save}>
            {t('export.preset.saveButton')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t('export.preset.name')} hint={t('export.preset.hint')}>
          {(ids) => (
            <TextInput
              {...ids}
              ref={input}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

const usual = (): ExportOptions => ExportOptions.parse({});

function isUsual(options: ExportOptions | null): boolean {
  return JSON.stringify(options) === JSON.stringify(usual());
}
