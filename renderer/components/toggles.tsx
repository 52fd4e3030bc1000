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

export function Checkbox({
  checked,
  onChange,
  disabled = false,
  children,
  hint,
  className,
}: ToggleProps): ReactNode {
  return (
    <label className={classNames('toggle', className)}>
      <span className="toggle__box">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {checked && <Icon name="check" size={12} />}
      </span>
      <span>
        {children}
        {hint && <span className="toggle__hint">{hint}</span>}
      </span>
    </label>
  );
}

export function Switch({
  checked,
  onChange,
  disabled = false,
  children,
  hint,
  className,
}: ToggleProps): ReactNode {
  return (
    <label className={classNames('toggle', className)}>
      <span className="toggle__switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={checked}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
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
