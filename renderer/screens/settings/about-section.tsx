import type { ReactNode } from 'react';
import type { PackStatus } from '../../../engine/contract/model-status.ts';
import { t } from '../../../messages/format.ts';
import { engine } from '../../engine/connect.ts';
import { useMachine } from '../../stores/machine.ts';
import { Group } from './setting.tsx';
import { useAsked } from './use-asked.ts';
import { Waiting } from './waiting.tsx';

const askPacks = () => engine.models.known();

export function AboutSection(): ReactNode {
  const machine = useMachine(({ status }) => status);
  const packs = useAsked<PackStatus[]>(askPacks);
  const models = new Map(
    (packs.answer ?? []).flatMap((pack) => pack.models).map((model) => [model.id, model]),
  );
  return (
    <>
      <Group title={t('settings.about.version', { version: machine?.version ?? '' })}>
        <p className="secondary">{t('settings.about.licence')}</p>
        {machine && <p className="muted text-small">{t(`settings.about.platform.${machine.platform}`)}</p>}
      </Group>
      <Group title={t('settings.about.models')}>
        {packs.answer ? (
          <dl className="settings__licences">
            {[...models.values()].map(({ id, licence, source }) => (
              <div key={id}>
                <dt className="strong">{id}</dt>
                <dd>
                  {licence} <span className="muted text-small">{t('settings.about.from', { source })}</span>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <Waiting asked={packs} />
        )}
      </Group>
    </>
  );
}
