import ChevronDown from 'lucide-react/icons/chevron-down';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';

const BOX = cx(
  'w-full rounded-md border border-line-strong/60 bg-surface text-ink shadow-low transition-colors',
  'hover:border-line-strong focus-visible:border-accent-ink focus-visible:outline-1 focus-visible:outline-offset-0',
  'disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-bad',
);

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      autoComplete="off"
      data-focus={rest.autoFocus}
      {...rest}
      className={cx(BOX, 'h-8 px-2.5', className)}
    />
  );
}

export function DateInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  return <Input {...props} type="date" />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={cx(BOX, 'field-sizing-content min-h-18 px-2.5 py-1.5', className)} />;
}

const QUIET = cx(
  'w-full rounded-md border border-transparent bg-transparent pl-1.5 text-ink transition-colors hover:bg-hover',
  'focus-visible:border-accent-ink focus-visible:outline-1 focus-visible:outline-offset-0 disabled:text-ink-faint',
);

export type Choice = { value: string; label: string };

type SelectProps = Omit<ComponentProps<'select'>, 'children'> & {
  choices: readonly Choice[];
  empty?: string;
  /** Without a box until it is pointed at: a value that can be changed, among values that can be read. */
  quiet?: boolean;
};

/** The platform's own list: it needs no script, and works on every phone and reader. */
export function Select({ choices, empty, quiet = false, className, ...rest }: SelectProps) {
  return (
    <span className={cx('relative inline-block w-full', className)}>
      <select
        {...rest}
        className={cx(quiet ? QUIET : cx(BOX, 'pl-2.5'), 'h-8 appearance-none truncate pr-7')}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 size-4 text-ink-faint"
      />
    </span>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('flex min-h-6 items-start gap-2.5', className)}>
      <input {...rest} type="checkbox" className="mt-0.5 size-4.5 shrink-0 accent-accent" />
      <span>
        {label}
        {hint === undefined ? null : <span className="block text-ink-faint text-sm">{hint}</span>}
      </span>
    </label>
  );
}
