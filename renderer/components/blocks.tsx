import type { ReactNode } from 'react';
import './blocks.css';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

const noteIcons = { info: 'flag', ok: 'check', warn: 'warning', bad: 'warning' } as const;

/** A remark in its place: what is the case, and what to do. */
export function Note({
  kind = 'info',
  icon,
  children,
  actions,
  role,
}: {
  kind?: 'info' | 'ok' | 'warn' | 'bad';
  icon?: IconName;
  children: ReactNode;
  actions?: ReactNode;
  /** `alert` for what must be heard at once. */
  role?: 'status' | 'alert';
}): ReactNode {
  return (
    <div className={`note note--${kind}`} role={role}>
      <Icon name={icon ?? noteIcons[kind]} size={15} />
      <div className="grow">{children}</div>
      {actions}
    </div>
  );
}

/** What stands where nothing is yet, or where something went wrong: what is the case, what to do. */
export function EmptyState({
  icon,
  kind = 'plain',
  title,
  text,
  children,
}: {
  icon: IconName;
  kind?: 'plain' | 'ok' | 'bad';
  title: ReactNode;
  text?: ReactNode;
  /** Buttons. */
  children?: ReactNode;
}): ReactNode {
  return (
    <div className={`empty empty--${kind}`}>
      <span className="empty__icon">
        <Icon name={icon} size={24} />
      </span>
      <h2 className="text-title strong">{title}</h2>
      {text && <p className="secondary text-small">{text}</p>}
      {children && <div className="empty__actions">{children}</div>}
    </div>
  );
}

/** Stands where something is about to come, in its size. */
export function Skeleton({ className }: { className?: string }): ReactNode {
  return <span className={classNames('skeleton', className)} aria-hidden="true" />;
}

/** A pill: `3`, `Importing now`. */
export function Badge({
  kind = 'plain',
  icon,
  children,
  className,
}: {
  kind?: 'plain' | 'accent' | 'ok' | 'warn' | 'bad' | 'off';
  icon?: IconName;
  children: ReactNode;
  className?: string | undefined;
}): ReactNode {
  return (
    <span className={classNames('badge', `badge--${kind}`, className)}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** A number in a pill beside a heading or tab. */
export function Count({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'accent' | 'warn';
  children: ReactNode;
}): ReactNode {
  return <span className={`count count--${kind}`}>{children}</span>;
}
