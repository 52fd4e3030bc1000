import { type ReactNode, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { languageOf, languages } from '../../../messages/languages.ts';
import { percent } from '../../../messages/units.ts';
import { Field, TextInput } from '../../components/field.tsx';
import { Segment } from '../../components/segment.tsx';
import { Select } from '../../components/select.tsx';
import { Switch } from '../../components/toggles.tsx';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { Group, Setting } from './setting.tsx';

const sizes = [100, 110, 125, 150, 175, 200] as const;

export function GeneralSection(): ReactNode {
  const { language, theme, textSize, autoAdvance } = usePreferences();
  const system = languages[languageOf(navigator.languages)];
  return (
    <Group title={t('settings.window')}>
      <Setting label={t('settings.language')} hint={t('settings.language.hint')}>
        {() => (
          <Select
            label={t('settings.language')}
            value={language}
            options={[
              { value: 'system', label: t('settings.language.system', { language: system }) },
              { value: 'en', label: languages.en },
              { value: 'de', label: languages.de },
            ]}
            onChange={(next) => savePreferences({ language: next })}
          />
        )}
      </Setting>
      <Setting label={t('settings.theme')} hint={t('settings.theme.hint')}>
        {() => (
          <Segment
            label={t('settings.theme')}
            value={theme}
            options={[
              { value: 'dark', label: t('settings.theme.dark') },
              { value: 'sunlight', label: t('settings.theme.sunlight'), icon: 'sun' },
              { value: 'system', label: t('settings.theme.system') },
            ]}
            onChange={(next) => savePreferences({ theme: next })}
          />
        )}
      </Setting>
      <Setting label={t('settings.textSize')} hint={t('settings.textSize.hint')}>
        {() => (
          <Select
            label={t('settings.textSize')}
            value={`${sizes.find((size) => size >= textSize) ?? 200}`}
            options={sizes.map((size) => ({ value: `${size}`, label: percent(size / 100) }))}
            onChange={(next) => savePreferences({ textSize: Number(next) })}
          />
        )}
      </Setting>
      <Author />
      <Switch
        checked={autoAdvance}
        hint={t('settings.advance.hint')}
        onChange={(next) => savePreferences({ autoAdvance: next })}
      >
        {t('settings.advance')}
      </Switch>
    </Group>
  );
}

/** An empty name is not kept: the last one stands until there is another. */
function Author(): ReactNode {
  const author = usePreferences((preferences) => preferences.author);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? author;
  return (
    <Field
      label={t('settings.author')}
      hint={t('settings.author.hint')}
      error={text.trim() === '' ? t('settings.author.empty') : null}
      className="settings__author"
    >
      {(ids) => (
        <TextInput
          {...ids}
          value={text}
          maxLength={100}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (value.trim() !== '') savePreferences({ author: value.trim() });
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}
