import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './toggles.css';

interface ToggleProps {
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  children: ReactNode;
  /** Below the label. */
  hint?: ReactNode;
  className?: string | undefined;
}

export function Checkbox(props: ToggleProps): ReactNode {
  return <Toggle {...props} kind="checkbox" />;
}

export function Switch(props: ToggleProps): ReactNode {
  return <Toggle {...props} kind="switch" />;
}

function Toggle({
  kind,
  checked,
  onChange,
  disabled = false,
  children,
  hint,
  className,
}: ToggleProps & { kind: 'checkbox' | 'switch' }): ReactNode {
  return (
    <label className={classNames('toggle', className)}>
      <span className={kind === 'switch' ? 'toggle__switch' : 'toggle__box'}>
        <input
          type="checkbox"
          {...(kind === 'switch' ? { role: 'switch', 'aria-checked': checked } : {})}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {kind === 'checkbox' && checked && <Icon name="check" size={12} />}
      </span>
      <span>
        {children}
        {hint && <span className="toggle__hint">{hint}</span>}
      </span>
    </label>
  );
}

export function Slider({
  label,
  value,
  min,
  max,
  step = 1,
  said,
  onChange,
  className,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** The value in words. */
  said?: string;
  onChange(value: number): void;
  className?: string | undefined;
}): ReactNode {
  return (
    <input
      type="range"
      className={classNames('slider', className)}
      aria-label={label}
      aria-valuetext={said}
      title={label}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  );
}
