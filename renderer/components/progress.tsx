import type { ReactNode } from 'react';
import { count } from '../../messages/units.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './progress.css';

/** How far something is: several stretches of one bar, or unknown where `share` is null. */
export function Progress({
  label,
  share,
  parts,
  size = 'medium',
  className,
}: {
  label: string;
  /** 0…1. */
  share: number | null;
  /** Stretches in other colours; without them one of `share`. */
  parts?: readonly { share: number; kind: 'accent' | 'ok' | 'warn' | 'bad' }[];
  size?: 'small' | 'medium' | 'large';
  className?: string | undefined;
}): ReactNode {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className={classNames(
        'progress',
        `progress--${size}`,
        share === null && 'progress--unknown',
        className,
      )}
    >
      {(parts ?? [{ share: share ?? 0, kind: 'accent' as const }]).map((part) => (
        <span
          key={part.kind}
          className={`progress__part progress__part--${part.kind}`}
          style={{ width: share === null ? '33%' : `${Math.min(1, Math.max(0, part.share)) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** One step of a run: icon, name, bar, done of total, rate. */
export function StepBar({
  icon,
  name,
  done,
  total,
  rate,
  state = 'running',
}: {
  icon: IconName;
  name: string;
  done: number;
  /** Null while it is counted. */
  total: number | null;
  rate: string | null;
  state?: 'running' | 'done' | 'waiting';
}): ReactNode {
  const share = total === null ? null : total === 0 ? 1 : done / total;
  return (
    <div className={`step step--${state}`}>
      <Icon name={state === 'done' ? 'check' : icon} size={14} />
      <span className="step__name">{name}</span>
      <Progress
        label={name}
        share={share}
        size="large"
        parts={[{ share: share ?? 0, kind: state === 'done' ? 'ok' : 'accent' }]}
      />
      <span className="step__count">
        {count(done)}
        <span className="muted"> / {total === null ? '…' : count(total)}</span>
      </span>
      <span className="step__rate">{rate}</span>
    </div>
  );
}
