import type { ReactNode } from 'react';
import { create } from 'zustand';
import { sentenceOf } from '../engine/errors.ts';

export interface Toast {
  readonly id: number;
  readonly kind: 'ok' | 'info' | 'warn' | 'bad';
  readonly text: ReactNode;
  /** One button at most. */
  readonly action?: { readonly label: string; readonly keys?: string; run(): void };
}

interface Toasts {
  /** The newest first. */
  readonly list: readonly Toast[];
  say(toast: Omit<Toast, 'id'>): number;
  dismiss(id: number): void;
}

/** Milliseconds that a toast stays. One that reports a failure stays until it is dismissed. */
export const toastTime = 6000;
const atMost = 5;
let next = 1;

export const useToasts = create<Toasts>()((set) => ({
  list: [],
  say: (toast) => {
    const id = next++;
    set(({ list }) => ({ list: [{ ...toast, id }, ...list].slice(0, atMost) }));
    return id;
  },
  dismiss: (id) => set(({ list }) => ({ list: list.filter((toast) => toast.id !== id) })),
}));

export const say = (toast: Omit<Toast, 'id'>): number => useToasts.getState().say(toast);

/** Says why something failed; the same sentence stands only once. */
export function sayError(error: unknown): void {
  const text = sentenceOf(error);
  const { list, dismiss } = useToasts.getState();
  for (const toast of list) if (toast.text === text) dismiss(toast.id);
  say({ kind: 'bad', text });
}
