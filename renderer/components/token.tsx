import type { ReactNode, Ref } from 'react';
import { t } from '../../messages/format.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './token.css';

/** One thing searched for. Its cross removes it. */
export function Token({
  kind,
  name,
  picture,
  problem,
  onRemove,
  onClick,
  tabIndex = -1,
  ref,
}: {
  /** `bib`, `team` …: quieter, before the name. */
  kind?: string;
  name: string;
  picture?: ReactNode;
  /** Why it finds nothing. */
  problem?: string;
  onRemove(): void;
  /** Opens what can be adjusted. */
  onClick?: () => void;
  tabIndex?: number;
  ref?: Ref<HTMLButtonElement>;
}): ReactNode {
  const label = (
    <>
      {picture}
      {kind && <span className="token__kind">{kind}</span>}
      <b className="ellipsis">{name}</b>
    </>
  );
  return (
    <span className={classNames('token', problem && 'token--problem')} title={problem}>
      {onClick ? (
        <button type="button" ref={ref} tabIndex={tabIndex} className="token__name" onClick={onClick}>
          {label}
        </button>
      ) : (
        <span className="token__name">{label}</span>
      )}
      <button
        type="button"
        tabIndex={tabIndex}
        className="token__remove"
        aria-label={t('token.remove', { name: kind ? `${kind} ${name}` : name })}
        onClick={onRemove}
      >
        <Icon name="cross" size={12} />
      </button>
    </span>
  );
}
