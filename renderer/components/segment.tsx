import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './segment.css';

/** A choice of one among a few, all of them seen: arrows move, one stop for Tab. */
export function Segment<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: IconName }[];
  onChange(value: Value): void;
  className?: string | undefined;
}): ReactNode {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={classNames('segment', className)}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          className="segment__option"
          aria-label={option.label}
        >
          {option.icon && <Icon name={option.icon} size={14} />}
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
