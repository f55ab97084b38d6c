import X from 'lucide-react/icons/x';
import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: ReactNode;
  /** A dialog that must not be closed in passing (typed text in it) ignores a click beside it. */
  sticky?: boolean;
  wide?: boolean;
  footer?: ReactNode;
  children?: ReactNode;
};

/** The platform's modal dialog: it keeps the focus, gives it back, and needs no style of its own injected. */
export function Dialog({
  open,
  onClose,
  title,
  lead,
  sticky = false,
  wide = false,
  footer,
  children,
}: DialogProps) {
  const titleId = useId();
  const ref = useModal(open);
  if (!open) return null;
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => closeBy(event, onClose)}
      onMouseDown={(event) => {
        if (!sticky && event.target === ref.current) onClose();
      }}
      className={cx(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] animate-rise overflow-hidden rounded-xl border border-line',
        'bg-raised p-0 text-ink shadow-high open:flex open:flex-col',
        wide ? 'max-w-4xl' : 'max-w-md',
        // A sheet from the lower edge where there is no room beside it.
        'max-sm:mb-0 max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none max-sm:border-x-0 max-sm:border-b-0',
      )}
    >
      <header className="flex items-start gap-3 px-5 pt-4 pb-2">
        <div className="grow">
          <h2 id={titleId} className="font-semibold text-lg">
            {title}
          </h2>
          {lead ? <div className="mt-1 text-ink-soft">{lead}</div> : null}
        </div>
        <IconButton
          label="Close"
          icon={<X aria-hidden className="size-4" />}
          onClick={onClose}
          className="-mr-2"
        />
      </header>
      <div className="min-h-0 grow overflow-y-auto px-5 py-2">{children}</div>
      {footer ? <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5">{footer}</footer> : null}
    </dialog>
  );
}

/** Opens a `<dialog>` as a modal when it is mounted and gives the focus back when it goes. */
export function useModal(open: boolean) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    ref.current?.showModal();
    // What is to have the focus was drawn before the dialog was open, and could not take it then.
    ref.current?.querySelector<HTMLElement>('[data-focus=true]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [open]);
  return ref;
}

function closeBy(event: SyntheticEvent, onClose: () => void): void {
  event.preventDefault();
  onClose();
}
