import { cx } from '../ui/cx.ts';

/** The mark: a shield that holds a tick; proof kept. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cx('size-6 shrink-0', className)}>
      <path
        className="fill-accent"
        d="M4 7a3 3 0 0 1 3-3h18a3 3 0 0 1 3 3v10c0 6-5 9.500-12 12C9 26.500 4 23 4 17z"
      />
      <path
        className="fill-none stroke-on-accent"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M10 15.500l4.300 4.300L22.500 11.500"
      />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-lg tracking-tight">
      <Mark />
      Caseward
    </span>
  );
}
