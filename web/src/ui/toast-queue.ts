/** A message that goes by itself. With `undo` it stays longer, for there is something to decide. */
export type Toast = { id: number; text: string; tone: 'plain' | 'bad'; undo?: (() => void) | undefined };

type Listener = () => void;

export const TOAST_MS = 6_000;
export const UNDO_MS = 10_000;

/** Holds at most three messages; the oldest gives way. */
export function createToastQueue(schedule: (run: () => void, ms: number) => void) {
  let toasts: readonly Toast[] = [];
  let next = 1;
  const listeners = new Set<Listener>();
  const change = (to: readonly Toast[]) => {
    toasts = to;
    for (const listener of listeners) listener();
  };
  const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));
  const push = (toast: Omit<Toast, 'id'>): number => {
    const id = next++;
    change([...toasts, { ...toast, id }].slice(-3));
    schedule(() => dismiss(id), toast.undo ? UNDO_MS : TOAST_MS);
    return id;
  };
  const subscribe = (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { push, dismiss, subscribe, current: () => toasts };
}
