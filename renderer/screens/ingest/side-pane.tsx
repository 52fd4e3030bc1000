import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { IngestProblem, IngestRun, Source } from '../../../engine/contract/ingest.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Count, Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pane, PaneHead } from '../../components/pane.tsx';
import { Progress } from '../../components/progress.tsx';
import { useMachine } from '../../stores/machine.ts';
import { chooseDestination, dismissProblem, retryProblem } from './imports.ts';
import { useModes } from './modes.ts';
import { copied } from './run-view.ts';

/** Where copies go and how far they are, and the files that need a look. */
export function SidePane({
  event,
  run,
  source,
  problems,
  narrow,
}: {
  event: EventWithCounts;
  run: IngestRun | null;
  /** Of the run. */
  source: Source | null;
  problems: readonly IngestProblem[];
  narrow: boolean;
}): ReactNode {
  return (
    <Pane
      name={narrow ? 'ingest.right.narrow' : 'ingest.right'}
      label={t('ingest.side')}
      side="right"
      landmark="complementary"
      width={narrow ? 264 : 320}
      min={240}
    >
      <PaneHead>
        <h2 className="strong grow">{t('ingest.destination')}</h2>
        {window.host !== undefined && (
          <Button kind="quiet" size="small" icon="folder" onClick={() => void chooseDestination(event)}>
            {t('ingest.destination.change')}
          </Button>
        )}
      </PaneHead>
      <div className="scroll">
        {run !== null && <RunDestination run={run} />}
        {source?.safeToRemove && (
          <div className="section">
            <Note kind="ok">
              <b>{t('ingest.safe', { source: source.name })}.</b> {t('ingest.safe.text')}
            </Note>
          </div>
        )}
        <NextDestination event={event} run={run} />
        <div className="pane-head problems__head">
          <h2 className="strong">{t('ingest.problems')}</h2>
          {problems.length > 0 && <Count kind="warn">{problems.length}</Count>}
          <span className="grow" />
          {problems.some(({ retryable }) => retryable) && (
            <Button kind="quiet" size="small" icon="retry" onClick={() => void retryProblem(event.id)}>
              {t('ingest.problems.retryAll')}
            </Button>
          )}
        </div>
        {problems.length === 0 ? (
          <p className="muted text-small problems__none">{t('ingest.problems.none')}</p>
        ) : (
          <ul aria-label={t('ingest.problems')}>
            {problems.map((problem) => (
              <Problem key={problem.id} event={event.id} problem={problem} />
            ))}
          </ul>
        )}
      </div>
    </Pane>
  );
}

function RunDestination({ run }: { run: IngestRun }): ReactNode {
  if (run.destination === null) {
    return (
      <div className="section destination">
        <Icon name={run.source.kind} size={18} />
        <div className="grow">
          <b>{t('ingest.destination.inPlace')}</b>
          <div className="text-small muted">
            {t('ingest.destination.inPlaceText', { source: run.source.name })}
          </div>
        </div>
      </div>
    );
  }
  const { path, freeBytes } = run.destination;
  const { verified, unverified, left, files, whole } = copied(run);
  const share = (value: number) => (files === null || files === 0 ? 0 : value / files);
  return (
    <div className="section destination">
      <Icon name="drive" size={18} />
      <div className="grow">
        <b className="destination__path">{path}</b>
        <div className="text-small muted">
          {[
            run.bytes === null
              ? null
              : t('ingest.destination.bytes', { copied: bytes(run.bytesCopied), total: bytes(run.bytes) }),
            freeBytes === null ? null : t('ingest.destination.free', { size: bytes(freeBytes) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </div>
        <Progress
          label={t('ingest.destination.share')}
          share={files === null ? null : share(verified)}
          size="small"
          className="destination__bar"
          parts={[
            { share: share(verified), kind: 'ok' },
            { share: share(unverified), kind: 'accent' },
          ]}
        />
        {whole && files !== null ? (
          <div className="text-small ok source__state">
            <Icon name="check" size={13} />
            {t('ingest.destination.whole', { files })}
          </div>
        ) : (
          <div className="text-small secondary">
            {left === null
              ? t('ingest.destination.copiedListing', { verified, unverified })
              : t('ingest.destination.copied', { verified, unverified, left })}
          </div>
        )}
      </div>
    </div>
  );
}

/** Where copies of the next import go, where that is not what the run shows already. */
function NextDestination({ event, run }: { event: EventWithCounts; run: IngestRun | null }): ReactNode {
  const machine = useMachine(({ status }) => status);
  const copies = useModes(({ card, folder }) => card === 'copy' || folder === 'copy');
  if (!copies || (run?.destination && run.destination.path === event.photosFolder)) return null;
  if (run?.destination && event.photosFolder === null) return null;
  return (
    <div className="section destination">
      <Icon name="drive" size={18} />
      <div className="grow">
        <b className="destination__path">{event.photosFolder ?? t('ingest.destination.default')}</b>
        <div className="text-small muted">
          {t('ingest.destination.next')}{' '}
          {machine?.freeBytes != null && t('ingest.destination.free', { size: bytes(machine.freeBytes) })}
        </div>
      </div>
    </div>
  );
}

function Problem({ event, problem }: { event: string; problem: IngestProblem }): ReactNode {
  const { id, name, folder, level, error, retryable } = problem;
  return (
    <li className="problem" data-testid="problem">
      <Icon
        name="warning"
        size={15}
        className={level === 'error' ? 'bad' : 'warn'}
        label={t(level === 'error' ? 'ingest.problems.error' : 'ingest.problems.warning')}
      />
      <div className="grow">
        <b className="problem__name" title={folder}>
          {name}
        </b>
        <div className="text-small secondary problem__reason">{engineSentence(error.message)}</div>
      </div>
      {retryable ? (
        <Button
          size="small"
          aria-label={t('ingest.problems.retryName', { name })}
          onClick={() => void retryProblem(event, id)}
        >
          {t('ingest.problems.retry')}
        </Button>
      ) : (
        <Button
          kind="quiet"
          size="small"
          aria-label={t('ingest.problems.okName', { name })}
          onClick={() => void dismissProblem(event, id)}
        >
          {t('ingest.problems.ok')}
        </Button>
      )}
    </li>
  );
}
