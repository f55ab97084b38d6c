import X from 'lucide-react/icons/x';
import { useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { createToastQueue } from './toast-queue.ts';

const queue = createToastQueue((run, ms) => setTimeout(run, ms));

/** Says what has happened; with `undo`, offers to take it back. */
export function toast(text: string, undo?: () => void): void {
  queue.push({ text, tone: 'plain', undo });
}

export function toastError(text: string): void {
  queue.push({ text, tone: 'bad' });
}

/** Where toasts appear: read aloud politely, never taking the focus. */
export function Toaster() {
  const toasts = useSyncExternalStore(queue.subscribe, queue.current);
  return (
    <section
      aria-live="polite"
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2"
    >
      {toasts.map(({ id, text, tone, undo }) => (
        <div
          key={id}
          className={cx(
            'pointer-events-auto flex max-w-md animate-rise items-center gap-3 rounded-lg border bg-raised py-1.5 pr-1.5 pl-4 shadow-high',
            tone === 'bad' ? 'border-bad text-bad' : 'border-line',
          )}
        >
          <span className="py-1">{text}</span>
          {undo ? (
            <button
              type="button"
              className="h-7 rounded-md px-2 font-medium text-accent-ink hover:bg-hover"
              onClick={() => {
                queue.dismiss(id);
                undo();
              }}
            >
              Undo
            </button>
          ) : null}
          <IconButton
            label="Dismiss"
            icon={<X aria-hidden className="size-4" />}
            onClick={() => queue.dismiss(id)}
          />
        </div>
      ))}
    </section>
  );
}
