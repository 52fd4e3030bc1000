import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { IngestRun, Source } from '../../../engine/contract/ingest.ts';
import { t } from '../../../messages/format.ts';
import { bytes, percent } from '../../../messages/units.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { KeyOf } from '../../components/kbd.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { Pane, PaneHead } from '../../components/pane.tsx';
import { Progress } from '../../components/progress.tsx';
import { Select } from '../../components/select.tsx';
import { engine } from '../../engine/connect.ts';
import { openEvent } from '../../stores/route.ts';
import { isOpen, shareDone } from '../../stores/runs.ts';
import { sayError } from '../../stores/toasts.ts';
import { forget, importChosen, rescan, startImport } from './imports.ts';
import { chooseMode, useModes } from './modes.ts';
import { bySort } from './run-view.ts';

/** Cards and folders that photos come from. */
export function SourcesPane({
  event,
  sources,
  runs,
  over,
  narrow,
  onStarted,
}: {
  event: EventWithCounts;
  sources: readonly Source[] | null;
  runs: readonly IngestRun[];
  /** Files are held over the window. */
  over: boolean;
  narrow: boolean;
  onStarted(run: IngestRun | null): void;
}): ReactNode {
  const { cards, folders } = bySort(sources ?? []);
  const isDesktop = window.host !== undefined;
  const row = (source: Source) => (
    <SourceRow
      key={source.id}
      event={event.id}
      source={source}
      run={runs.find((run) => run.source.id === source.id && isOpen(run)) ?? null}
      onStarted={onStarted}
    />
  );
  return (
    <Pane
      name={narrow ? 'ingest.left.narrow' : 'ingest.left'}
      label={t('ingest.sources')}
      side="left"
      width={narrow ? 228 : 300}
      min={200}
      className="sources"
    >
      <PaneHead>
        <h2 className="strong grow">{t('ingest.sources')}</h2>
        <Button kind="quiet" size="small" icon="retry" onClick={() => void rescan(event.id)}>
          {t('ingest.rescan')}
        </Button>
      </PaneHead>
      <div className="scroll sources__list">
        {isDesktop ? (
          <button
            type="button"
            className={classNames('drop-zone', over && 'drop-zone--over')}
            onClick={async () => onStarted(await importChosen(event.id))}
          >
            <Icon name="down" size={22} className="hide-narrow" />
            <b>{t(over ? 'ingest.drop.over' : 'ingest.drop')}</b>
            <span className="text-small muted row">
              {t('ingest.drop.or')} <KeyOf command="openFolder" /> {t('ingest.drop.choose')}
            </span>
          </button>
        ) : (
          <BrowserNote event={event} />
        )}
        <KindHeading kind="card" />
        {cards.map(row)}
        {sources !== null && cards.length === 0 && (
          <p className="muted text-small sources__none">{t('ingest.cards.none')}</p>
        )}
        {(folders.length > 0 || isDesktop) && <KindHeading kind="folder" />}
        {folders.map(row)}
      </div>
    </Pane>
  );
}

/** `Cards`, with how they are imported. */
function KindHeading({ kind }: { kind: Source['kind'] }): ReactNode {
  const mode = useModes((modes) => modes[kind]);
  const name = t(kind === 'card' ? 'ingest.cards' : 'ingest.folders');
  return (
    <div className="row sources__heading">
      <h3 className="heading grow">{name}</h3>
      <Select
        quiet
        label={t('ingest.mode', { kind })}
        value={mode}
        options={[
          { value: 'copy', label: t('ingest.mode.copy') },
          { value: 'inPlace', label: t('ingest.mode.inPlace') },
        ]}
        onChange={(next) => chooseMode(kind, next)}
      />
    </div>
  );
}

function SourceRow({
  event,
  source,
  run,
  onStarted,
}: {
  event: string;
  source: Source;
  /** The import of it that is under way. */
  run: IngestRun | null;
  onStarted(run: IngestRun | null): void;
}): ReactNode {
  const share = run === null ? null : shareDone(run);
  const canImport = run === null && (source.state === 'ready' || source.state === 'imported');
  const nothingNew = source.newPhotos === 0;
  const start = async () => onStarted(await startImport(event, source));
  const more: MenuItem[] = [];
  if (canImport && source.photos > 0 && nothingNew) {
    more.push({ label: t('ingest.source.again'), run: () => void start() });
  }
  if (source.kind === 'folder' && run === null) {
    more.push({ label: t('ingest.source.forget'), run: () => void forget(event, source) });
  }
  return (
    <article
      className={classNames('source', run !== null && 'source--running')}
      aria-label={source.name}
      data-testid="source"
    >
      <Icon name={source.kind} size={18} className="muted hide-narrow" />
      <div className="grow">
        <b className="ellipsis source__name" title={source.path}>
          {source.name}
        </b>
        <div className="text-small muted ellipsis">{countOf(source)}</div>
        <SourceState source={source} run={run} />
      </div>
      {share !== null && <b className="nowrap source__share">{percent(share)}</b>}
      {canImport && source.photos > 0 && !nothingNew && (
        <Button
          size="small"
          aria-label={t('ingest.source.importName', { name: source.name })}
          onClick={() => void start()}
        >
          {t('ingest.source.import')}
        </Button>
      )}
      {more.length > 0 && (
        <Menu
          align="end"
          trigger={
            <Button
              kind="quiet"
              size="small"
              icon="more"
              aria-label={t('ingest.source.more', { name: source.name })}
            />
          }
          items={more}
        />
      )}
    </article>
  );
}

function countOf({ state, photos, bytes: size, newPhotos }: Source): string {
  if (state === 'counting') return t('ingest.source.counting', { photos });
  if (newPhotos !== null && newPhotos > 0 && newPhotos < photos) {
    return t('ingest.source.newOf', { fresh: newPhotos, photos });
  }
  return t('ingest.source.counted', { photos, size: bytes(size) });
}

function SourceState({ source, run }: { source: Source; run: IngestRun | null }): ReactNode {
  if (run !== null && source.state !== 'missing') {
    const said =
      run.state === 'paused'
        ? 'ingest.source.paused'
        : run.state === 'waiting'
          ? 'ingest.source.waits'
          : 'ingest.source.importing';
    return (
      <div className={classNames('text-small', run.state === 'waiting' ? 'warn' : 'accent')}>{t(said)}</div>
    );
  }
  switch (source.state) {
    case 'counting':
      return (
        <Progress label={t('ingest.source.listing')} share={null} size="small" className="source__bar" />
      );
    case 'missing':
      return (
        <div className="text-small warn source__state">
          <Icon name="warning" size={12} />
          {t(source.kind === 'card' ? 'ingest.source.missingCard' : 'ingest.source.missingFolder')}
        </div>
      );
    case 'importing':
      return <div className="text-small accent">{t('ingest.source.importing')}</div>;
    case 'ready':
    case 'imported':
      if (source.safeToRemove) return <Fine text={t('ingest.source.safe')} />;
      if (source.photos === 0) return <div className="text-small secondary">{t('ingest.source.empty')}</div>;
      if (source.newPhotos === 0) {
        return (
          <Fine text={t(source.state === 'imported' ? 'ingest.source.imported' : 'ingest.source.allKnown')} />
        );
      }
      return source.newPhotos !== null && source.newPhotos < source.photos ? (
        <div className="text-small secondary">
          {t('ingest.source.before', { known: source.photos - source.newPhotos })}
        </div>
      ) : null;
  }
}

function Fine({ text }: { text: string }): ReactNode {
  return (
    <div className="text-small ok source__state">
      <Icon name="check" size={12} />
      {text}
    </div>
  );
}

/** Why there are no folders in a browser, and what to do instead. */
function BrowserNote({ event }: { event: EventWithCounts }): ReactNode {
  const openSample = async () => {
    try {
      openEvent((await engine.events.openSample()).id, 'ingest');
    } catch (error) {
      sayError(error);
    }
  };
  return (
    <Note icon="folder">
      <b>{t('ingest.browser.title')}.</b> {t('ingest.browser.text')}
      <code className="mono sources__command">{t('ingest.browser.command', { event: event.name })}</code>
      {t('ingest.browser.then')}
      <Button size="small" className="sources__sample" onClick={() => void openSample()}>
        {t('ingest.browser.sample')}
      </Button>
    </Note>
  );
}
