import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { placeAt } from './place-at.ts';

type PopoverProps = {
  label: string;
  trigger: ReactNode;
  triggerClass: string;
  side?: 'start' | 'end';
  /** Rendered while open only. */
  children: ReactNode;
};

/** A small panel beside its button; a click elsewhere or Escape closes it. */
export function Popover({ label, trigger, triggerClass, side = 'start', children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!open || !button.current || !panel.current) return;
    placeAt(panel.current, button.current, side);
    panel.current.querySelector<HTMLElement>('input, button, select')?.focus();
  }, [open, side]);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={id}
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        role="dialog"
        aria-label={label}
        popover="auto"
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="fixed m-0 w-64 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised text-ink shadow-high"
      >
        {open ? children : null}
      </div>
    </>
  );
}
