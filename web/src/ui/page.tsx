import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { cx } from './cx.ts';

type PageProps = {
  title: string;
  /** Shown instead of the plain title. */
  heading?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'text' | 'list' | 'full';
  children: ReactNode;
};

const WIDTHS = { text: 'max-w-3xl', list: 'max-w-6xl', full: 'max-w-none' };

/** A screen: names the tab, has the one first heading, and the actions that concern all of it. */
export function Page({ title, heading, lead, actions, width = 'list', children }: PageProps) {
  useDocumentTitle(title);
  return (
    <div className={cx('mx-auto w-full px-4 py-5 sm:px-6 sm:py-7', WIDTHS[width])}>
      <header className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-60">
          <h1 tabIndex={-1} className="font-semibold text-xl tracking-tight">
            {heading ?? title}
          </h1>
          {lead ? <p className="mt-1 max-w-prose text-ink-soft">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** Names the tab. Never with the text of a record: a title ends in histories and screenshots. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Caseward`;
  }, [title]);
}

export function Panel({
  title,
  actions,
  children,
  className,
}: Omit<PageProps, 'title'> & { title?: ReactNode; className?: string }) {
  return (
    <section className={cx('rounded-lg border border-line bg-surface', className)}>
      {title ? (
        <header className="flex min-h-11 items-center gap-2 border-line border-b px-4 py-1.5">
          <h2 className="grow font-semibold text-base">{title}</h2>
          {actions}
        </header>
      ) : null}
      {children}
    </section>
  );
}
