import type { ReactNode } from 'react';

type Props = { title: string; lead: string; action?: ReactNode; children: ReactNode };

export function Section({ title, lead, action, children }: Props) {
  return (
    <section aria-label={title}>
      <div className="mb-2 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-medium">{title}</h2>
          <p className="max-w-prose text-ink-soft text-sm">{lead}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
