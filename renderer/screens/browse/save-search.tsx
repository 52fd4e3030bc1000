import { type ReactNode, useRef, useState } from 'react';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Field, TextInput } from '../../components/field.tsx';
import { Popover } from '../../components/popover.tsx';
import { engine } from '../../engine/connect.ts';
import { perform } from '../../stores/history.ts';
import type { BrowseSession } from './browse-session.ts';
import { queryLabel } from './query-parts.ts';
import './save-search.css';

/** The bookmark beside the search field: keeps a search under a name. */
export function SaveSearch({ session, timeZone }: { session: BrowseSession; timeZone: string }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');

  const save = async () => {
    if (name.trim() === '') return;
    setOpen(false);
    const action = await perform(async () => {
      const kept = { ...session.state.query, openBursts: [] };
      const { action: done } = await engine.browse.save({
        event: session.event,
        name: name.trim(),
        query: kept,
      });
      return done;
    }, session.event);
    if (action === null) return;
    await session.loadSaved();
    session.count(true);
  };

  return (
    <Popover
      label={t('browse.search.save')}
      open={open}
      align="end"
      initialFocus={input}
      onOpenChange={(shown) => {
        setOpen(shown);
        if (shown)
          setName(
            queryLabel(session.state.query, { timeZone, cameras: session.state.facets?.cameras ?? [] }).slice(
              0,
              100,
            ),
          );
      }}
      trigger={<Button icon="save" aria-label={t('browse.search.save')} />}
    >
      <form
        className="save-search"
        onSubmit={(submit) => {
          submit.preventDefault();
          void save();
        }}
      >
        <Field label={t('browse.search.saveName')}>
          {(ids) => (
            <TextInput
              {...ids}
              ref={input}
              value={name}
              maxLength={100}
              onChange={(change) => setName(change.target.value)}
            />
          )}
        </Field>
        <Button kind="primary" type="submit" disabled={name.trim() === ''}>
          {t('browse.search.saveDo')}
        </Button>
      </form>
    </Popover>
  );
}
