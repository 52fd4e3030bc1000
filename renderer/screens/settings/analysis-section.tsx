import { type ReactNode, useState } from 'react';
import type { AnalysisStatus } from '../../../engine/contract/analysis-status.ts';
import type { ModelStatus, PackStatus } from '../../../engine/contract/model-status.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { bytes, count, fixed } from '../../../messages/units.ts';
import { Badge, Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Segment } from '../../components/segment.tsx';
import { Select } from '../../components/select.tsx';
import { engine } from '../../engine/connect.ts';
import { flushPreferences, savePreferences, usePreferences } from '../../stores/preferences.ts';
import { say, sayError } from '../../stores/toasts.ts';
import { Group, Setting } from './setting.tsx';
import { type Asked, useAsked } from './use-asked.ts';
import { Waiting } from './waiting.tsx';

const askPacks = () => engine.models.known();
const askStatus = () => engine.analysis.status();

/** Which models there are and what runs them, and how much of the machine analysis takes. */
export function AnalysisSection(): ReactNode {
  const packs = useAsked<PackStatus[]>(askPacks);
  const status = useAsked<AnalysisStatus>(askStatus);
  return (
    <>
      <Machine status={status} onRestart={packs.ask} />
      {packs.answer ? <Models packs={packs.answer} onProved={packs.take} /> : <Waiting asked={packs} />}
    </>
  );
}

function Machine({
  status,
  onRestart,
}: {
  status: Asked<AnalysisStatus>;
  onRestart(): Promise<void>;
}): ReactNode {
  const { gpu, workers } = usePreferences();
  const [restarting, setRestarting] = useState(false);
  const now = status.answer;
  if (!now) return <Waiting asked={status} />;

  const choose = async (change: Parameters<typeof savePreferences>[0]) => {
    savePreferences(change);
    setRestarting(true);
    try {
      await flushPreferences();
      const next = await engine.analysis.restart();
      status.take(next);
      await onRestart();
      say({ kind: 'ok', text: t(next.started ? 'settings.analysis.restarted' : 'settings.analysis.next') });
    } catch (error) {
      sayError(error);
    } finally {
      setRestarting(false);
    }
  };
  const { cores, memoryBytes, workerBytes } = now;
  return (
    <Group title={t('settings.about.machine')}>
      <Setting
        label={t('settings.gpu')}
        hint={
          now.gpu.environment ? t('settings.environment', { variable: 'USE_GPU' }) : t('settings.gpu.hint')
        }
      >
        {() =>
          now.gpu.environment ? (
            <Badge>{t(`settings.gpu.${now.gpu.environment}`)}</Badge>
          ) : (
            <Segment
              label={t('settings.gpu')}
              value={gpu}
              options={(['auto', 'on', 'off'] as const).map((value) => ({
                value,
                label: t(`settings.gpu.${value}`),
              }))}
              onChange={(next) => void choose({ gpu: next })}
            />
          )
        }
      </Setting>
      <Setting
        label={t('settings.workers')}
        hint={
          <>
            {t('settings.workers.hint', {
              workers: now.workers.now,
              memory: bytes(now.workers.now * workerBytes),
              total: bytes(memoryBytes),
              threads: now.workers.threads,
              cores,
            })}
            {now.workers.environment !== null && (
              <> {t('settings.environment', { variable: 'ANALYSIS_WORKERS' })}</>
            )}
          </>
        }
      >
        {() =>
          now.workers.environment !== null ? (
            <Badge>{count(now.workers.environment)}</Badge>
          ) : (
            <Select
              label={t('settings.workers')}
              value={`${workers ?? 'auto'}`}
              options={[
                { value: 'auto', label: t('settings.workers.automatic', { workers: now.workers.automatic }) },
                ...Array.from({ length: Math.max(cores, workers ?? 0) }, (_, n) => ({
                  value: `${n + 1}`,
                  label: t('settings.workers.count', { workers: n + 1 }),
                })),
              ]}
              onChange={(next) => void choose({ workers: next === 'auto' ? null : Number(next) })}
            />
          )
        }
      </Setting>
      {restarting && (
        <Note kind="info" icon="retry" role="status">
          {t('settings.analysis.restarting')}
        </Note>
      )}
    </Group>
  );
}

function Models({
  packs,
  onProved,
}: {
  packs: readonly PackStatus[];
  onProved(packs: PackStatus[]): void;
}): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const [proving, setProving] = useState(false);
  const pack = packs.find(({ id, standard }) => (chosen === null ? standard : id === chosen)) ?? packs[0];
  if (!pack) return null;
  const prove = async () => {
    setProving(true);
    try {
      onProved(await engine.models.prove({ pack: pack.id }));
      say({ kind: 'ok', text: t('settings.models.proved') });
    } catch (error) {
      sayError(error);
    } finally {
      setProving(false);
    }
  };
  return (
    <Group
      title={t('settings.models')}
      actions={
        <Button icon="retry" busy={proving} onClick={() => void prove()}>
          {t('settings.models.prove')}
        </Button>
      }
    >
      <p className="muted text-small">{t('settings.models.prove.hint')}</p>
      <Setting label={t('settings.models.pack')}>
        {() => (
          <Select
            label={t('settings.models.pack')}
            value={pack.id}
            options={packs.map(({ id, name, standard }) => ({
              value: id,
              label: standard ? t('settings.models.standard', { name }) : name,
            }))}
            onChange={setChosen}
          />
        )}
      </Setting>
      <div className="settings__table">
        <table>
          <thead>
            <tr>
              <th>{t('settings.models.model')}</th>
              <th>{t('settings.models.state')}</th>
              <th>{t('settings.models.runsOn')}</th>
              <th className="number">{t('settings.models.warmUp')}</th>
            </tr>
          </thead>
          <tbody>
            {pack.models.map((model) => (
              <ModelRow key={model.id} model={model} />
            ))}
          </tbody>
        </table>
      </div>
    </Group>
  );
}

const kinds = {
  ready: ['ok', 'check'],
  found: ['plain', 'check'],
  verifying: ['off', 'clock'],
  loading: ['off', 'clock'],
  absent: ['off', 'minus'],
  missing: ['bad', 'warning'],
  corrupt: ['bad', 'warning'],
  failed: ['bad', 'warning'],
} as const;

const providers = ['cpu', 'webgpu', 'dml', 'coreml', 'cuda'] as const;
const nameOf = (provider: string): string => {
  const known = providers.find((name) => name === provider);
  return known ? t(`settings.provider.${known}`) : provider;
};
const roles = ['faceDetector', 'faceEmbedder', 'bibDetector', 'textDetector', 'textRecognizer'] as const;

function ModelRow({ model }: { model: ModelStatus }): ReactNode {
  const [kind, icon] = kinds[model.state];
  const role = roles.find((name) => name === model.role);
  return (
    <tr>
      <td>
        <div className="strong">{role ? t(`settings.role.${role}`) : model.role}</div>
        <div className="muted text-small">{model.id}</div>
        {model.error && <div className="bad text-small">{engineSentence(model.error.message)}</div>}
        {model.refused.map(({ provider, reason }) => (
          <div key={provider} className="muted text-small">
            {t('settings.model.why', { provider: nameOf(provider), reason })}
          </div>
        ))}
      </td>
      <td>
        <Badge kind={kind} icon={icon}>
          {t(`settings.model.${model.state}`)}
        </Badge>
      </td>
      <td>
        {model.provider === null ? (
          <span className="muted">{t('settings.provider.none')}</span>
        ) : (
          nameOf(model.provider)
        )}
      </td>
      <td className="number">
        {model.warmUpMs === null
          ? t('number.unknown')
          : t('settings.models.ms', { ms: fixed(model.warmUpMs, 0) })}
      </td>
    </tr>
  );
}
