import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

type EmptyProps = { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode };

/** What stands where a list has nothing: what would be here, and how it gets here. */
export function EmptyState({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      {icon ? (
        <span
          aria-hidden
          className="mb-1 grid size-10 place-items-center rounded-lg bg-hover text-ink-faint [&>svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <p className="font-medium text-lg">{title}</p>
      {children ? <div className="max-w-prose text-balance text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}

type ErrorProps = {
  title?: string;
  /** The whole screen failed: the title is its first heading. */
  screen?: boolean;
  message: string;
  reference?: string | undefined;
  onRetry?: (() => void) | undefined;
};

export function ErrorState({
  title = 'This did not load',
  screen = false,
  message,
  reference,
  onRetry,
}: ErrorProps) {
  const Title = screen ? 'h1' : 'p';
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <CircleAlert aria-hidden className="size-6 text-bad" />
      <Title className="font-medium text-lg">{title}</Title>
      <p className="max-w-prose text-ink-soft">{message}</p>
      {reference ? (
        <p className="text-ink-faint text-sm">
          Reference <code className="font-mono">{reference}</code>
        </p>
      ) : null}
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

/** A sentence that stays on the page: a warning, a hint, a result. */
export function Notice({ tone, children }: { tone: 'info' | 'warn' | 'bad' | 'good'; children: ReactNode }) {
  const tones = {
    info: 'bg-accent-soft text-accent-ink',
    warn: 'bg-warn-soft text-warn',
    bad: 'bg-bad-soft text-bad',
    good: 'bg-good-soft text-good',
  };
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={`rounded-md px-3 py-2 ${tones[tone]}`}>
      {children}
    </div>
  );
}
