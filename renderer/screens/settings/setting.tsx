import { type ReactNode, useId } from 'react';

/** A line of the settings: what it is called and does, and its control. */
export function Setting({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ReactNode;
  children(ids: { 'aria-labelledby': string; 'aria-describedby': string | undefined }): ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className="setting">
      <div className="setting__words">
        <span id={`${id}-label`} className="strong">
          {label}
        </span>
        {hint && (
          <span id={`${id}-hint`} className="muted text-small">
            {hint}
          </span>
        )}
      </div>
      <div className="setting__control">
        {children({ 'aria-labelledby': `${id}-label`, 'aria-describedby': hint ? `${id}-hint` : undefined })}
      </div>
    </div>
  );
}

/** Settings that belong together, below a heading. */
export function Group({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="settings__group">
      <div className="row settings__group-head">
        <h3 id={id} className="text-title strong grow">
          {title}
        </h3>
        {actions}
      </div>
      {children}
    </section>
  );
}
