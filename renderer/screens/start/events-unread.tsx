import { type ReactNode, useEffect, useState } from 'react';
import type { CatalogState } from '../../../engine/contract/catalog-state.ts';
import { t } from '../../../messages/format.ts';
import { bytes, clock, day } from '../../../messages/units.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { engine } from '../../engine/connect.ts';
import { useEvents } from '../../stores/events.ts';
import { say, sayError } from '../../stores/toasts.ts';

/** In place of the events where they cannot be read: why, and what there is to go back to. */
export function EventsUnread({ error }: { error: string }): ReactNode {
  const [state, setState] = useState<CatalogState | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // Without an answer there is the sentence, and Try again.
    engine.catalog.state().then(setState, () => setState(null));
  }, []);
  const restore = async (backup: string | null) => {
    setBusy(true);
    try {
      const { keptAs } = await engine.catalog.restore({ backup });
      say({ kind: 'ok', text: t('start.unread.restored', { file: keptAs }) });
      await useEvents.getState().load();
    } catch (failed) {
      sayError(failed);
    } finally {
      setBusy(false);
    }
  };
  const isDamaged = state?.problem?.code === 'CATALOG_CORRUPT';
  const [latest] = state?.backups ?? [];
  return (
    <EmptyState
      icon="warning"
      kind="bad"
      title={t(isDamaged ? 'start.unread.damaged' : 'start.failed.title')}
      text={isDamaged ? t('start.unread.text', { file: state.path }) : error}
    >
      {isDamaged && latest !== undefined && (
        <Button kind="primary" busy={busy} onClick={() => void restore(latest.name)}>
          {t('start.unread.restore', {
            day: day(localDay(latest.madeAt)),
            time: clock(latest.madeAt),
            size: bytes(latest.bytes),
          })}
        </Button>
      )}
      {isDamaged && (
        <Button busy={busy} onClick={() => void restore(null)}>
          {t('start.unread.empty')}
        </Button>
      )}
      <Button kind={isDamaged ? 'quiet' : 'primary'} onClick={() => void useEvents.getState().load()}>
        {t('start.failed.again')}
      </Button>
    </EmptyState>
  );
}

/** `2026-05-24`, where this machine is. */
function localDay(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
