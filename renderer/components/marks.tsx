import type { ReactNode } from 'react';
import type { Flag as FlagValue } from '../../engine/contract/decision.ts';
import type { Focus } from '../../engine/contract/focus.ts';
import type { SightingState } from '../../engine/contract/sighting.ts';
import { t } from '../../messages/format.ts';
import { confidence as written } from '../../messages/units.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './marks.css';

/** A bib with its state, by shape and sign before colour. */
export function BibChip({
  number,
  state,
  confidence,
  hit = false,
  size = 'small',
  onPhoto = false,
}: {
  number: string;
  state: SightingState;
  /** Said to assistive technology, where it is known. */
  confidence?: number;
  /** It is what was searched for. */
  hit?: boolean;
  size?: 'small' | 'large';
  /** Lies on a photo, and not on a panel. */
  onPhoto?: boolean;
}): ReactNode {
  const said = t(`bib.${state}`, { number });
  const label =
    confidence === undefined ? said : t('bib.withConfidence', { said, confidence: written(confidence) });
  return (
    <span
      role="img"
      aria-label={label}
      className={classNames(
        'bib',
        `bib--${state}`,
        hit && 'bib--hit',
        size === 'large' && 'bib--large',
        !onPhoto && !hit && 'bib--panel',
      )}
    >
      <Icon
        name={
          { accepted: 'check', review: 'question', rejected: 'cross' }[state] as
            | 'check'
            | 'question'
            | 'cross'
        }
        size={size === 'large' ? 12 : 10}
      />
      {number}
    </span>
  );
}

/** What stands in place of bibs: `no bib`, `reading`, `+2`. */
export function BibNote({
  icon,
  children,
  onPhoto = false,
}: {
  icon?: 'bib' | 'clock' | 'warning' | 'face';
  children: ReactNode;
  onPhoto?: boolean;
}): ReactNode {
  return (
    <span className={classNames('bib', 'bib--none', !onPhoto && 'bib--panel')}>
      {icon && <Icon name={icon} size={10} />}
      {children}
    </span>
  );
}

/** Full for sharp, half for soft, a ring for blurred. */
export function FocusDot({ focus, label = true }: { focus: Focus; label?: boolean }): ReactNode {
  return (
    <span
      className={`focus-dot focus-dot--${focus}`}
      {...(label ? { role: 'img', 'aria-label': t(`focus.${focus}`) } : { 'aria-hidden': true })}
    />
  );
}

/** A small square on a photo: flag, focus, count of a burst. */
export function Overlay({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return <span className={classNames('overlay', className)}>{children}</span>;
}

/** Flag of a photo, on the photo. */
export function Flag({ flag }: { flag: FlagValue }): ReactNode {
  return (
    <Overlay className={classNames('overlay--square', flag === 'pick' ? 'ok' : 'bad')}>
      <Icon name={flag === 'pick' ? 'flag' : 'cross'} size={11} label={t(`flag.${flag}`)} />
    </Overlay>
  );
}

/** Stars that a photo has; nothing where it has none. */
export function Stars({ stars }: { stars: number }): ReactNode {
  if (stars === 0) return null;
  return (
    <span className="stars" role="img" aria-label={t('stars.value', { stars })}>
      {'★'.repeat(stars)}
    </span>
  );
}

/** Stars to click on. A second click on the last one takes the rating away. */
export function StarsInput({
  stars,
  onChange,
  disabled = false,
}: {
  stars: number;
  onChange(stars: number): void;
  disabled?: boolean;
}): ReactNode {
  return (
    <fieldset className="stars-input" aria-label={t('stars.label')} disabled={disabled}>
      {[1, 2, 3, 4, 5].map((n) => (
        <button
          key={n}
          type="button"
          aria-label={t('stars.set', { stars: n })}
          aria-pressed={n === stars}
          className={classNames('stars-input__star', n <= stars && 'is-set')}
          onClick={() => onChange(n === stars ? 0 : n)}
        >
          {n <= stars ? '★' : '☆'}
        </button>
      ))}
    </fieldset>
  );
}

/** The round sign of a status or a source: colour with a shape of its own. */
export function Dot({ kind }: { kind: 'accent' | 'ok' | 'warn' | 'off' }): ReactNode {
  return <span className={`dot dot--${kind}`} aria-hidden="true" />;
}
