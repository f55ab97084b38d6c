import { type ReactNode, useId, useRef, useState } from 'react';
import { placeBeside } from './menu-place.ts';

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
  const place = () => {
    if (!button.current || !panel.current) return;
    const size = { width: panel.current.offsetWidth, height: panel.current.offsetHeight };
    const view = { width: window.innerWidth, height: window.innerHeight };
    const { top, left } = placeBeside(button.current.getBoundingClientRect(), size, view, side);
    Object.assign(panel.current.style, { top: `${top}px`, left: `${left}px` });
    panel.current.querySelector<HTMLElement>('input, button, select')?.focus();
  };
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
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') requestAnimationFrame(place);
        }}
        className="fixed m-0 w-64 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised text-ink shadow-high"
      >
        {open ? children : null}
      </div>
    </>
  );
}
