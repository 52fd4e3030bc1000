import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { IngestRun, Source } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Panel } from '../../components/pane.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { getReady } from '../../engine/get-ready.ts';
import { StatusSlot } from '../../frame/status-slot.tsx';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { openPhoto } from '../../stores/route.ts';
import { isOpen } from '../../stores/runs.ts';
import { useMedia } from '../browse/use-media.ts';
import { importChosen, importDropped, setRun, startImport } from './imports.ts';
import './ingest.css';
import { JustRead } from './just-read.tsx';
import { RunPanel } from './run-panel.tsx';
import { bySort, shownRun } from './run-view.ts';
import { SidePane } from './side-pane.tsx';
import { SourcesPane } from './sources-pane.tsx';
import { useEventRuns, useEventSources, useJustRead, useProblems } from './use-ingest.ts';

/** Cards and folders come in here; what was read can be found while the rest is still being read. */
export function IngestScreen({ event }: { event: EventWithCounts }): ReactNode {
  const runs = useEventRuns(event.id);
  const sources = useEventSources(event.id);
  const problems = useProblems(event.id, runs);
  const cells = useJustRead(event.id);
  const narrow = useMedia('(max-width: 1180px)');
  const [chosen, setChosen] = useState<string | null>(null);
  const body = useRef<HTMLElement | null>(document.body);

  const started = (run: IngestRun | null) => {
    if (run !== null) setChosen(run.id);
  };
  const isDesktop = window.host !== undefined;
  const over = useDrop(body, async (files) => {
    if (isDesktop) started(await importDropped(event.id, files));
  });
  // Also when something is dragged here: the networks may have been let go since the screen was opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: over says that photos are about to come.
  useEffect(() => getReady(event.id, { analysis: true }), [event.id, over]);
  useCommands('ingest', {
    openFolder: async () => (isDesktop ? started(await importChosen(event.id)) : false),
    import: async () => (isDesktop ? started(await importChosen(event.id)) : false),
    // The photo that has the focus, else the one that was read last.
    photoOfItem: () => {
      const { activeElement: focused } = document;
      const photo = (focused instanceof HTMLElement && focused.dataset['photo']) || cells?.[0]?.id;
      return photo === undefined ? false : openPhoto(photo);
    },
  });

  const run = shownRun(runs, chosen);
  const source = sources?.find(({ id }) => id === run?.source.id) ?? null;
  const open = runs.filter(isOpen).length;
  return (
    <div className="ingest">
      <SourcesPane
        event={event}
        sources={sources}
        runs={runs}
        over={over && isDesktop}
        narrow={narrow}
        onStarted={started}
      />
      <Panel label={t('ingest.run')} className="ingest__run">
        <div className="scroll ingest__scroll">
          {run === null ? (
            <NothingYet event={event} sources={sources ?? []} onStarted={started} />
          ) : run.state === 'listing' && run.total === null ? (
            <Listing run={run} source={source} />
          ) : (
            <RunPanel run={run} runs={runs} timeZone={machineZone} onChoose={setChosen} />
          )}
          {(run !== null || (cells !== null && cells.length > 0)) && (
            <JustRead event={event} cells={cells ?? []} isRunning={run !== null && isOpen(run)} />
          )}
        </div>
      </Panel>
      <SidePane event={event} run={run} source={source} problems={problems} narrow={narrow} />
      <StatusSlot side="left">
        {open > 0 && (
          <span className="status__item">
            <Icon name="card" size={14} />
            {t('ingest.status.importing', { runs: open })}
          </span>
        )}
        {problems.length > 0 && (
          <span className="status__item warn">
            <Icon name="warning" size={14} />
            {t('ingest.status.problems', { problems: problems.length })}
          </span>
        )}
        {open > 0 && <span className="hide-narrow">{t('ingest.status.meanwhile')}</span>}
      </StatusSlot>
    </div>
  );
}

const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Before the first import: what to do, and the cards that are connected already. */
function NothingYet({
  event,
  sources,
  onStarted,
}: {
  event: EventWithCounts;
  sources: readonly Source[];
  onStarted(run: IngestRun | null): void;
}): ReactNode {
  const cards = bySort(sources).cards.filter(({ state, photos }) => state !== 'missing' && photos > 0);
  const isDesktop = window.host !== undefined;
  return (
    <EmptyState
      icon="card"
      title={t(event.counts.photos > 0 ? 'ingest.none.idle' : 'ingest.none.title')}
      text={
        <>
          {t(isDesktop ? 'ingest.none.text' : 'ingest.none.browser')}
          {cards.length > 0 && ` ${t('ingest.none.cards', { cards: cards.length })}`}
        </>
      }
    >
      {cards.slice(0, 3).map((card, at) => (
        <Button
          key={card.id}
          kind={at === 0 ? 'primary' : 'plain'}
          icon="card"
          onClick={async () => onStarted(await startImport(event.id, card))}
        >
          {t('ingest.source.importName', { name: card.name })}
        </Button>
      ))}
      {isDesktop && (
        <Button
          kind={cards.length === 0 ? 'primary' : 'plain'}
          icon="folder"
          command="openFolder"
          onClick={async () => onStarted(await importChosen(event.id))}
        >
          {t('ingest.drop.chooseButton')}
        </Button>
      )}
    </EmptyState>
  );
}

/** While files are listed there is only a count, and a way out. */
function Listing({ run, source }: { run: IngestRun; source: Source | null }): ReactNode {
  return (
    <div className="ingest__listing">
      <EmptyState
        icon={run.source.kind}
        title={t('ingest.listing.title', { source: run.source.name })}
        text={t('ingest.listing.text', { photos: source?.photos ?? 0 })}
      >
        <Button kind="danger" onClick={() => void setRun(run, 'cancel')}>
          {t('ingest.cancel')}
        </Button>
      </EmptyState>
    </div>
  );
}
