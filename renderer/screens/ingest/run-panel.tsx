import type { ReactNode } from 'react';
import type { IngestRun } from '../../../engine/contract/ingest.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { bytesRate, clock, count, duration, fixed, rate, timeOfDay } from '../../../messages/units.ts';
import { EmptyState, Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { StepBar } from '../../components/progress.tsx';
import { Select } from '../../components/select.tsx';
import { isOpen } from '../../stores/runs.ts';
import { setRun } from './imports.ts';
import { SPEED_SECONDS, speedLine, stepBars } from './run-view.ts';

/** How one import goes: what it is, five large numbers, its steps and its speed. */
export function RunPanel({
  run,
  runs,
  timeZone,
  onChoose,
}: {
  run: IngestRun;
  /** All of the event, to look at another. */
  runs: readonly IngestRun[];
  /** Of this machine: an import runs where the photographer is. */
  timeZone: string;
  onChoose(run: string): void;
}): ReactNode {
  return (
    <>
      <div className="run">
        <RunHead run={run} runs={runs} timeZone={timeZone} onChoose={onChoose} />
        <RunNumbers run={run} />
        {run.known > 0 && (
          <p className="text-small muted run__known">{t('ingest.known', { known: run.known })}</p>
        )}
      </div>
      {run.state === 'waiting' && <Waits run={run} />}
      {run.state === 'failed' && (
        <div className="section run__note">
          <Note kind="bad" role="alert">
            {engineSentence(run.reason?.message ?? '')}
          </Note>
        </div>
      )}
      <fieldset className="section run__steps" aria-label={t('ingest.steps')}>
        {stepBars(run).map((bar) => (
          <StepBar
            key={bar.step}
            icon={bar.state === 'waiting' ? 'clock' : 'bolt'}
            name={t(`ingest.step.${bar.step}`)}
            done={bar.done}
            total={bar.total}
            state={bar.state === 'going' ? 'running' : bar.state}
            rate={
              bar.bytesRate !== null ? bytesRate(bar.bytesRate) : bar.rate !== null ? rate(bar.rate) : null
            }
          />
        ))}
      </fieldset>
      {isOpen(run) && <Speed speed={run.speed} />}
    </>
  );
}

function RunHead({
  run,
  runs,
  timeZone,
  onChoose,
}: {
  run: IngestRun;
  runs: readonly IngestRun[];
  timeZone: string;
  onChoose(run: string): void;
}): ReactNode {
  const source = run.source.name;
  const title = {
    listing: 'ingest.run.listing',
    running: 'ingest.run.title',
    paused: 'ingest.run.paused',
    waiting: 'ingest.run.waiting',
    done: 'ingest.run.done',
    cancelled: 'ingest.run.cancelled',
    failed: 'ingest.run.failed',
  } as const;
  const from = timeOfDay(run.startedAt, timeZone);
  return (
    <div className="row run__head">
      <h1 className="text-heading strong ellipsis">{t(title[run.state], { source })}</h1>
      <span className="muted text-small nowrap hide-narrow">
        {run.endedAt === null
          ? t('ingest.run.started', { time: from })
          : t('ingest.run.ended', { from, to: timeOfDay(run.endedAt, timeZone) })}
      </span>
      <span className="grow" />
      {runs.length > 1 && (
        <Select
          label={t('ingest.run.choose')}
          value={run.id}
          options={runs.map((other) => ({
            value: other.id,
            label: t('ingest.run.option', {
              source: other.source.name,
              time: clock(other.startedAt),
              state: t(`ingest.state.${other.state}`),
            }),
          }))}
          onChange={onChoose}
        />
      )}
      {isOpen(run) && (
        <>
          {run.state === 'paused' ? (
            <Button kind="primary" icon="play" command="pause" onClick={() => void setRun(run, 'resume')}>
              {t('ingest.resume')}
            </Button>
          ) : (
            <Button icon="pause" command="pause" onClick={() => void setRun(run, 'pause')}>
              {t('ingest.pause')}
            </Button>
          )}
          <Button kind="danger" onClick={() => void setRun(run, 'cancel')}>
            {t('ingest.cancel')}
          </Button>
        </>
      )}
    </div>
  );
}

interface LargeNumber {
  readonly key: string;
  readonly value: string;
  readonly text: string;
  /** Where there is little room. */
  readonly short?: string;
}

function RunNumbers({ run }: { run: IngestRun }): ReactNode {
  const unknown = t('number.unknown');
  const ended = run.endedAt === null ? null : (run.endedAt - run.startedAt) / 1000;
  const isMoving = run.state === 'running' || run.state === 'listing';
  const left: Omit<LargeNumber, 'key'> =
    ended !== null
      ? {
          value: duration(ended),
          text: t(run.state === 'done' ? 'ingest.number.took' : 'ingest.number.tookSoFar'),
        }
      : run.secondsLeft === null
        ? { value: unknown, text: t(isMoving ? 'ingest.number.counting' : 'ingest.number.stands') }
        : {
            value: duration(run.secondsLeft),
            text: isMoving
              ? t('ingest.number.leftReady', { time: clock(Date.now() + run.secondsLeft * 1000) })
              : t('ingest.number.stands'),
            short: t('ingest.number.left'),
          };
  const mean = ended !== null && ended > 0 ? run.steps.match.done / ended : null;
  const speed = ended === null ? run.photosPerSecond : mean;
  const numbers: LargeNumber[] = [
    { key: 'left', ...left },
    {
      key: 'rate',
      value: speed === null ? unknown : fixed(speed, 1),
      text: t(ended === null ? 'ingest.number.rate' : 'ingest.number.rateMean'),
      short: t('ingest.number.rate'),
    },
    {
      key: 'searchable',
      value: count(run.searchable),
      text:
        run.total === null
          ? t('ingest.number.searchableShort')
          : t('ingest.number.searchable', { total: run.total }),
      short: t('ingest.number.searchableShort'),
    },
    { key: 'faces', value: count(run.facesFound), text: t('ingest.number.faces') },
    {
      key: 'bibs',
      value: count(run.bibsRead),
      text:
        run.toReview === 0
          ? t('ingest.number.bibs')
          : t('ingest.number.bibsReview', { toReview: run.toReview }),
      short: t('ingest.number.bibs'),
    },
  ];
  return (
    <dl className="run__numbers">
      {numbers.map(({ key, value, text, short }) => (
        <div key={key}>
          <dd className="strong run__number">{value}</dd>
          <dt className="muted text-small">
            <span className={short === undefined ? undefined : 'hide-narrow'}>{text}</span>
            {short !== undefined && <span className="only-narrow">{short}</span>}
          </dt>
        </div>
      ))}
    </dl>
  );
}

/** What an import waits for: said so that it is heard, with what is safe first and then what to do. */
function Waits({ run }: { run: IngestRun }): ReactNode {
  const source = run.source.name;
  const done = run.mode === 'copy' ? run.steps.verify.done : run.searchable;
  const total = run.mode === 'copy' ? run.files : run.total;
  const code = run.reason?.code;
  const isGone = code === 'SOURCE_MISSING' || code === 'FILE_VANISHED';
  const title = isGone
    ? total === null
      ? t('ingest.waits.card', { source })
      : t(run.source.kind === 'card' ? 'ingest.waits.cardAt' : 'ingest.waits.driveAt', { n: done, total })
    : t(code === 'DISK_FULL' ? 'ingest.waits.full' : 'ingest.waits.other');
  const text = isGone
    ? t(run.mode === 'copy' ? 'ingest.waits.copied' : 'ingest.waits.read', { done, source })
    : code === 'DISK_FULL'
      ? t('ingest.waits.fullText', { done, folder: run.destination?.path ?? source })
      : engineSentence(run.reason?.message ?? '');
  return (
    <div className="section run__waits" role="alert">
      <EmptyState icon={isGone ? run.source.kind : 'drive'} kind="bad" title={title} text={text}>
        <Button icon="retry" onClick={() => void setRun(run, 'resume')}>
          {t('ingest.waits.again')}
        </Button>
        <Button kind="quiet" onClick={() => void setRun(run, 'cancel')}>
          {t('ingest.waits.stop', { n: done })}
        </Button>
      </EmptyState>
    </div>
  );
}

const SIZE = { width: 712, height: 46 };

function Speed({ speed }: { speed: readonly number[] }): ReactNode {
  const { line, area, top } = speedLine(speed, SIZE);
  return (
    <div className="section run__speed hide-short" data-seconds={SPEED_SECONDS}>
      <div className="row">
        <h2 className="heading grow">{t('ingest.speed')}</h2>
        <span className="muted text-small hide-narrow">{t('ingest.speed.top', { n: top })}</span>
      </div>
      <svg
        className="run__line"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className="run__grid" d="M0 2H712M0 24H712M0 45.5H712" />
        {line !== '' && (
          <>
            <path className="run__area" d={area} />
            <path className="run__curve" d={line} />
          </>
        )}
      </svg>
    </div>
  );
}
