import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState, Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../engine/errors.ts';
import { go } from '../../stores/route.ts';
import type { PeopleSession } from './people-session.ts';
import { usePeople } from './sessions.ts';

const places = Array.from({ length: 20 }, (_, at) => `place ${at}`);

/** Cards before they are there. */
export function LoadingPeople(): ReactNode {
  return (
    <div className="people__loading" role="status">
      <span className="unseen">{t('people.loading')}</span>
      {places.map((place) => (
        <span key={place} className="skeleton" />
      ))}
    </div>
  );
}

/** Why nobody is shown, and what to do. */
export function InsteadOfPeople(
  props:
    | { why: 'off'; event: EventWithCounts }
    | { why: 'error' | 'nobody'; event: EventWithCounts; session: PeopleSession },
): ReactNode {
  if (props.why === 'off') {
    return (
      <EmptyState icon="lock" title={t('people.off')} text={t('people.off.text')}>
        <Button onClick={() => go('start')}>{t('people.off.edit')}</Button>
      </EmptyState>
    );
  }
  if (props.why === 'error') return <Failed session={props.session} />;
  return <Nobody event={props.event} session={props.session} />;
}

/** What is shown is older than the event: why, and another try. */
export function StaleNote({ session, error }: { session: PeopleSession; error: unknown }): ReactNode {
  return (
    <div className="people__note">
      <Note
        kind="bad"
        role="alert"
        actions={
          <Button size="small" icon="retry" onClick={() => void session.refresh()}>
            {t('people.error.retry')}
          </Button>
        }
      >
        {sentenceOf(error)}
      </Note>
    </div>
  );
}

function Failed({ session }: { session: PeopleSession }): ReactNode {
  const error = usePeople(session, (state) => state.error);
  return (
    <EmptyState icon="warning" kind="bad" title={t('people.error')} text={sentenceOf(error)}>
      <Button icon="retry" onClick={() => void session.refresh()}>
        {t('people.error.retry')}
      </Button>
    </EmptyState>
  );
}

function Nobody({ event, session }: { event: EventWithCounts; session: PeopleSession }): ReactNode {
  const all = usePeople(session, (state) => state.head?.counts.all ?? 0);
  const { text, filter } = usePeople(session, (state) => state.query);
  const showAll = (
    <Button onClick={() => void session.change({ filter: 'all', text: '' })}>{t('people.showAll')}</Button>
  );
  if (all > 0 && text.trim() !== '') {
    return (
      <EmptyState
        icon="search"
        title={t('people.noneFits', { text: text.trim() })}
        text={t('people.noneFits.text')}
      >
        {showAll}
      </EmptyState>
    );
  }
  if (all > 0) {
    const named = filter === 'unnamed';
    return (
      <EmptyState
        icon={named ? 'check' : 'people'}
        kind={named ? 'ok' : 'plain'}
        title={t(named ? 'people.allNamed' : 'people.noneNamed')}
        text={t(named ? 'people.allNamed.text' : 'people.noneNamed.text')}
      >
        {showAll}
      </EmptyState>
    );
  }
  const { analysed, waiting } = event.counts;
  const over = analysed > 0 && waiting === 0;
  return (
    <EmptyState
      icon="face"
      title={t(over ? 'people.empty.none' : 'people.empty')}
      text={over ? t('people.empty.noneText', { photos: analysed }) : t('people.empty.text')}
    >
      <Button kind="primary" onClick={() => go('ingest')}>
        {t('people.empty.import')}
      </Button>
    </EmptyState>
  );
}
