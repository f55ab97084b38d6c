import { cx } from './cx.ts';
import { initialsOf } from './initials.ts';

export function Avatar({ name, size = 'md' }: { name: string; size?: 'sm' | 'md' }) {
  return (
    <span
      aria-hidden="true"
      title={name}
      className={cx(
        'inline-grid shrink-0 select-none place-items-center rounded-full bg-accent-soft font-semibold text-accent-ink',
        size === 'sm' ? 'size-5 text-[0.5625rem]' : 'size-7 text-[0.6875rem]',
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** A person by face and name; without one, says so. */
export function Person({ name, nobody = 'Nobody' }: { name: string | null | undefined; nobody?: string }) {
  if (!name) return <span className="text-ink-faint">{nobody}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} size="sm" />
      <span className="truncate">{name}</span>
    </span>
  );
}
