import { type ReactNode, useEffect, useState } from 'react';
import type { DataMove, StorageSizes, StorageStatus } from '../../../engine/contract/storage.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { bytes } from '../../../messages/units.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { engine } from '../../engine/connect.ts';
import { confirm } from '../../frame/confirm.tsx';
import { say, sayError } from '../../stores/toasts.ts';
import { Group } from './setting.tsx';
import { useAsked } from './use-asked.ts';
import { Waiting } from './waiting.tsx';

const askStatus = () => engine.storage.status();
const askSizes = () => engine.storage.sizes();
/** Milliseconds between two looks at a move. */
const LOOK_EVERY = 400;

/** Where data lies, how much it is, and how it gets to another disk. */
export function StorageSection(): ReactNode {
  const status = useAsked<StorageStatus>(askStatus);
  const sizes = useAsked<StorageSizes>(askSizes);
  const state = status.answer?.move?.state;
  const { ask } = status;
  useEffect(() => {
    if (state !== 'copying' && state !== 'switching') return;
    const timer = setInterval(() => void ask(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [state, ask]);
  if (!status.answer) return <Waiting asked={status} />;
  const { folder, freeBytes, move, left } = status.answer;
  return (
    <>
      <Group title={t('settings.folder')}>
        <p className="mono settings__path">{folder}</p>
        <p className="muted text-small">{t('settings.folder.hint')}</p>
        {freeBytes !== null && (
          <p className="secondary text-small">{t('settings.sizes.free', { size: bytes(freeBytes) })}</p>
        )}
      </Group>
      <Group title={t('settings.sizes')}>
        {sizes.answer ? <Sizes sizes={sizes.answer} onCleared={sizes.ask} /> : <Waiting asked={sizes} />}
      </Group>
      <Group title={t('settings.move')}>
        <Move move={move} onChange={status.take} onFailed={status.ask} />
      </Group>
      {left.length > 0 && <Left folders={left} onChange={status.take} />}
    </>
  );
}

const parts = ['catalog', 'previews', 'models', 'backups', 'other'] as const;

function Sizes({ sizes, onCleared }: { sizes: StorageSizes; onCleared(): Promise<void> }): ReactNode {
  const [clearing, setClearing] = useState(false);
  const clear = async () => {
    const size = bytes(sizes.previews);
    const yes = await confirm({
      title: t('settings.previews.ask', { size }),
      text: t('settings.previews.askText'),
      keep: t('settings.previews.keep'),
      act: t('settings.previews.do', { size }),
      danger: true,
    });
    if (!yes) return;
    setClearing(true);
    try {
      const cleared = await engine.storage.clearPreviews();
      say({ kind: 'ok', text: t('settings.previews.cleared', { size: bytes(cleared.bytes) }) });
    } catch (error) {
      sayError(error);
    } finally {
      setClearing(false);
      await onCleared();
    }
  };
  return (
    <>
      <dl className="facts settings__sizes">
        {parts.map((part) => (
          <div key={part} className="settings__size">
            <dt>{t(`settings.sizes.${part}`)}</dt>
            <dd>{bytes(sizes[part])}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <Button busy={clearing} disabled={sizes.previews === 0} onClick={() => void clear()}>
          {t('settings.previews.clear')}
        </Button>
      </div>
    </>
  );
}

function Move({
  move,
  onChange,
  onFailed,
}: {
  move: DataMove | null;
  onChange(status: StorageStatus): void;
  onFailed(): Promise<void>;
}): ReactNode {
  const { host } = window;
  const ask = async (work: () => Promise<StorageStatus | null>) => {
    try {
      const status = await work();
      if (status) onChange(status);
    } catch (error) {
      sayError(error);
      await onFailed();
    }
  };
  const choose = () =>
    ask(async () => {
      const folder = (await host?.chooseFolder('data')) ?? null;
      return folder && engine.storage.move({ folder: folder.id });
    });
  if (!move) {
    return (
      <>
        <p className="muted text-small">{t('settings.move.hint')}</p>
        {host ? (
          <div className="row">
            <Button icon="folder" onClick={() => void choose()}>
              {t('settings.move.choose')}
            </Button>
          </div>
        ) : (
          <p className="secondary text-small">{t('settings.move.browser')}</p>
        )}
      </>
    );
  }
  const { to: folder, state, total, done, error } = move;
  const stop = (forget: boolean) => void ask(() => engine.storage.stopMove({ forget }));
  const giveUp = (
    <Button kind="quiet" onClick={() => stop(true)}>
      {t('settings.move.giveUp')}
    </Button>
  );
  if (state === 'copying' || state === 'switching') {
    const copying = state === 'copying';
    const label = copying ? t('settings.move.copying', { folder }) : t('settings.move.switching');
    return (
      <div className="column settings__move">
        <p className="strong">{label}</p>
        <Progress
          label={label}
          share={copying && total ? (total.bytes === 0 ? 1 : done.bytes / total.bytes) : null}
          size="large"
        />
        <div className="row">
          <span className="secondary text-small grow">
            {total === null
              ? t('settings.move.counting')
              : t('settings.move.done', {
                  done: done.files,
                  total: total.files,
                  bytes: bytes(done.bytes),
                  all: bytes(total.bytes),
                })}
          </span>
          {copying && <Button onClick={() => stop(false)}>{t('settings.move.stop')}</Button>}
        </div>
      </div>
    );
  }
  if (state === 'ready') {
    return (
      <Note
        kind="ok"
        actions={
          <div className="row wrap">
            {giveUp}
            <Button kind="primary" onClick={() => void ask(() => engine.storage.finishMove())}>
              {t('settings.move.finish')}
            </Button>
          </div>
        }
      >
        <b>{t('settings.move.ready', { folder })}.</b> {t('settings.move.readyText')}
      </Note>
    );
  }
  if (state === 'moved') {
    return (
      <Note
        kind="ok"
        role="alert"
        actions={
          host && (
            <Button kind="primary" icon="retry" onClick={() => host.relaunch()}>
              {t('settings.move.restart')}
            </Button>
          )
        }
      >
        <b>{t('settings.move.moved', { folder })}.</b> {t('settings.move.movedText')}
      </Note>
    );
  }
  return (
    <Note
      kind={error ? 'bad' : 'warn'}
      role="status"
      actions={
        <div className="row wrap">
          {giveUp}
          <Button kind="primary" onClick={() => void ask(() => engine.storage.move({}))}>
            {t('settings.move.goOn')}
          </Button>
        </div>
      }
    >
      <b>{t('settings.move.stopped', { folder })}.</b> {engineSentence(error?.message ?? '')}{' '}
      {t('settings.move.stoppedText')}
    </Note>
  );
}

function Left({
  folders,
  onChange,
}: {
  folders: readonly string[];
  onChange(status: StorageStatus): void;
}): ReactNode {
  const [busy, setBusy] = useState(false);
  const folder = folders.join(', ');
  const remove = async () => {
    const yes = await confirm({
      title: t('settings.left.ask'),
      text: t('settings.left.askText', { folder }),
      keep: t('settings.left.keep'),
      act: t('settings.left.delete'),
      danger: true,
    });
    if (!yes) return;
    setBusy(true);
    try {
      onChange(await engine.storage.deleteLeft());
      say({ kind: 'ok', text: t('settings.left.deleted') });
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group title={t('settings.left')}>
      <p className="secondary text-small">{t('settings.left.text', { folder })}</p>
      <div className="row">
        <Button kind="danger" busy={busy} onClick={() => void remove()}>
          {t('settings.left.delete')}
        </Button>
      </div>
    </Group>
  );
}
