import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../messages/format.ts';
import { clock } from '../../messages/units.ts';
import { Note } from '../components/blocks.tsx';
import { Button } from '../components/button.tsx';
import { useConnection } from '../stores/connection.ts';
import { say } from '../stores/toasts.ts';
import './engine-banner.css';

/** Says that the engine is away, for as long as it is, and that it came back. */
export function EngineBanner(): ReactNode {
  const { state, engine } = useConnection();
  const failed = engine?.state === 'failed';
  const away = failed || engine?.state === 'restarting' || state === 'lost';
  const [since, setSince] = useState<number | null>(null);
  const wasAway = useRef(false);
  useEffect(() => {
    if (away && !wasAway.current) setSince(Date.now());
    if (!away && wasAway.current) say({ kind: 'ok', text: t('engine.back') });
    wasAway.current = away;
  }, [away]);
  if (!away) return null;
  const time = clock(since ?? Date.now());
  return (
    <div className="engine-banner">
      <Note
        kind={failed ? 'bad' : 'warn'}
        role="alert"
        actions={
          failed && (
            <Button size="small" onClick={() => window.host?.restartEngine()}>
              {t('engine.startAgain')}
            </Button>
          )
        }
      >
        {failed ? t('engine.failed') : t(window.host ? 'engine.restarting' : 'server.lost', { time })}
        {failed && engine.message && (
          <details>
            <summary>{t('engine.details')}</summary>
            {engine.message}
          </details>
        )}
      </Note>
    </div>
  );
}
