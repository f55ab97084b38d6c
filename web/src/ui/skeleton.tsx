import { cx } from './cx.ts';

export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx('block animate-pulse-soft rounded-sm bg-hover', className)} />
  );
}

const WIDTHS = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'];

/** A list on its way. Readers hear one sentence, not grey bars. */
export function SkeletonRows({ rows = 6, what }: { rows?: number; what: string }) {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">Loading {what}…</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={WIDTHS[at % WIDTHS.length] + String(at)} className="flex h-12 items-center gap-4 px-4">
          <Skeleton className="size-5 shrink-0 rounded-full" />
          <Skeleton className={cx('h-3', WIDTHS[at % WIDTHS.length])} />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
