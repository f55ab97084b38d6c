import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { placeAt } from './place-at.ts';

type MenuProps = {
  /** The button's name for readers, where its content is only a picture. */
  label?: string;
  trigger: ReactNode;
  triggerClass: string;
  side?: 'start' | 'end';
  children: ReactNode;
};

const ITEM = cx(
  'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover focus:bg-hover focus:outline-none',
  '[&>svg]:size-4 [&>svg]:shrink-0',
);

const ITEMS = '[role^="menuitem"]:not(:disabled)';

/** A menu button (ARIA pattern) on the platform's popover: the browser closes it and gives the focus back. */
export function Menu({ label, trigger, triggerClass, side = 'start', children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!open || !button.current || !list.current) return;
    placeAt(list.current, button.current, side);
    list.current.querySelector<HTMLElement>(ITEMS)?.focus();
  }, [open, side]);

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        className={triggerClass}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        tabIndex={-1}
        popover="auto"
        aria-label={label ?? 'Menu'}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={moveFocus}
        onClick={() => list.current?.hidePopover()}
        className="fixed m-0 max-h-[70dvh] min-w-52 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-high"
      >
        {open ? children : null}
      </div>
    </>
  );
}

type MenuItemProps = {
  onSelect: () => void;
  icon?: ReactNode;
  keys?: string;
  checked?: boolean;
  danger?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, icon, keys, checked, danger = false, children }: MenuItemProps) {
  const props = {
    type: 'button',
    tabIndex: -1,
    onClick: onSelect,
    className: cx(ITEM, danger && 'text-bad'),
  } as const;
  const content = (
    <>
      {icon}
      <span className="grow truncate">{children}</span>
      {checked ? <span aria-hidden>✓</span> : null}
      {keys ? <span className="text-ink-faint text-xs">{keys}</span> : null}
    </>
  );
  if (checked === undefined) {
    return (
      <button {...props} role="menuitem">
        {content}
      </button>
    );
  }
  return (
    <button {...props} role="menuitemradio" aria-checked={checked}>
      {content}
    </button>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <p role="presentation" className="truncate px-2 pt-2 pb-1 text-ink-faint text-xs">
      {children}
    </p>
  );
}

export function MenuLine() {
  return <hr className="my-1 border-line" />;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length)?.focus();
}
