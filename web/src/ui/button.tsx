import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

export type ButtonLook = 'primary' | 'plain' | 'ghost' | 'danger';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent shadow-low',
  plain: 'bg-surface text-ink border-line hover:bg-hover shadow-low',
  ghost: 'text-ink-soft hover:text-ink hover:bg-hover border-transparent',
  danger: 'bg-bad-fill text-on-accent border-transparent hover:brightness-95 shadow-low',
};

const SIZES = {
  sm: 'h-7 px-2 text-sm gap-1.5',
  md: 'h-8 px-3 text-base gap-2',
  lg: 'h-10 px-4 text-lg gap-2',
};

/** The classes of a button, for a link that must look like one. */
export function buttonClass(look: ButtonLook = 'plain', size: keyof typeof SIZES = 'md'): string {
  return cx(
    'inline-flex select-none items-center justify-center rounded-md border font-medium whitespace-nowrap',
    'transition-colors disabled:opacity-55 aria-disabled:opacity-55',
    LOOKS[look],
    SIZES[size],
  );
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook | undefined;
  size?: keyof typeof SIZES;
  /** Shows that the action runs, and keeps it from being started twice. */
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({ look, size, busy = false, icon, className, children, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'size' | 'title'> & { label: string };

/** A button that shows only a picture; `label` is its name and its tooltip. */
export function IconButton({
  label,
  icon,
  busy = false,
  look = 'ghost',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-label={label}
      title={label}
      className={cx(buttonClass(look, 'sm'), 'size-8 shrink-0 px-0', className)}
    >
      {busy ? <Spinner /> : icon}
    </button>
  );
}
