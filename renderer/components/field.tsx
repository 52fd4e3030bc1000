import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classNames } from './class-names.ts';
import './field.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** A label with its control, a hint, and what is wrong with it. `children` gets the ids to refer to. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: string;
  hint?: ReactNode;
  /** What is wrong, and what to do. */
  error?: string | null;
  className?: string | undefined;
  children(ids: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }): ReactNode;
}): ReactNode {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={classNames('field', error && 'field--error', className)}>
      <label htmlFor={id} className="field__label">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <span id={`${id}-error`} className="field__error">
          {error}
        </span>
      )}
      {hint && (
        <span id={`${id}-hint`} className="field__hint">
          {hint}
        </span>
      )}
    </div>
  );
}

/** A line to type in, with an icon before and anything after it. */
export function TextInput({
  icon,
  after,
  className,
  ref,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & {
  icon?: IconName;
  after?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}): ReactNode {
  return (
    <span className={classNames('input', className)}>
      {icon && <Icon name={icon} size={14} />}
      <input type="text" autoComplete="off" spellCheck={false} {...rest} ref={ref} />
      {after}
    </span>
  );
}
