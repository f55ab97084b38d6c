import Check from 'lucide-react/icons/check';
import { cx } from '../../ui/cx.ts';

const STEPS = ['File', 'Columns', 'Check', 'Import'] as const;

/** Where one is on the way from a file to cases. */
export function Steps({ at }: { at: 1 | 2 | 3 | 4 }) {
  return (
    <ol className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {STEPS.map((name, n) => {
        const [done, here] = [n + 1 < at, n + 1 === at];
        return (
          <li
            key={name}
            aria-current={here ? 'step' : undefined}
            className={cx('flex items-center gap-1.5', here ? 'font-medium text-ink' : 'text-ink-faint')}
          >
            <span
              aria-hidden
              className={cx(
                'grid size-5 place-items-center rounded-full text-xs',
                here ? 'bg-accent text-on-accent' : 'bg-hover text-ink-soft',
              )}
            >
              {done ? <Check className="size-3" /> : n + 1}
            </span>
            {name}
            {done ? <span className="sr-only">, done</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
