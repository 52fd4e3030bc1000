import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../messages/format.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { isCommand } from '../keyboard/keymap.ts';
import { type Toast, toastTime, useToasts } from '../stores/toasts.ts';
import './toasts.css';

const icons = { ok: 'check', info: 'check', warn: 'warning', bad: 'warning' } as const;

/** Bottom left, the newest on top; a live region that is there before its first message. */
export function Toasts(): ReactNode {
  const list = useToasts((toasts) => toasts.list);
  const urgent = list.filter(({ kind }) => kind === 'bad');
  return (
    <section className="toasts" aria-label={t('frame.messages')}>
      <div role="alert" className="toasts__list">
        {urgent.map((toast) => (
          <ToastRow key={toast.id} toast={toast} newest={false} />
        ))}
      </div>
      <div role="status" className="toasts__list">
        {list
          .filter(({ kind }) => kind !== 'bad')
          .map((toast, index) => (
            <ToastRow key={toast.id} toast={toast} newest={index === 0} />
          ))}
      </div>
    </section>
  );
}

/** Stays for as long as somebody points at it or has the focus in it. */
function ToastRow({ toast, newest }: { toast: Toast; newest: boolean }): ReactNode {
  const { dismiss } = useToasts.getState();
  const [held, setHeld] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    const listening = new AbortController();
    for (const type of ['pointerenter', 'focusin'])
      row.current?.addEventListener(type, hold, { signal: listening.signal });
    for (const type of ['pointerleave', 'focusout'])
      row.current?.addEventListener(type, release, { signal: listening.signal });
    return () => listening.abort();
  }, []);
  useEffect(() => {
    if (held || toast.kind === 'bad') return;
    const timer = setTimeout(() => dismiss(toast.id), toastTime);
    return () => clearTimeout(timer);
  }, [held, toast, dismiss]);
  const command =
    newest && toast.action?.keys && isCommand(toast.action.keys) ? toast.action.keys : undefined;
  return (
    <div ref={row} className={`toast toast--${toast.kind}`}>
      <Icon name={icons[toast.kind]} />
      <span className="grow">{toast.text}</span>
      {toast.action && (
        <Button
          size="small"
          {...(command ? { command } : {})}
          onClick={() => {
            toast.action?.run();
            dismiss(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button
        kind="quiet"
        size="small"
        icon="cross"
        aria-label={t('toast.close')}
        onClick={() => dismiss(toast.id)}
      />
    </div>
  );
}
