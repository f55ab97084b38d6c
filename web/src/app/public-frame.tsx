import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { SkipLink } from './skip-link.tsx';

/** Around the pages anyone may read. */
export function PublicFrame({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl flex-wrap print:hidden items-center gap-x-2 gap-y-2 px-4 py-4 sm:gap-x-6 sm:px-6">
        <Link to="/" className="flex rounded-md">
          <Brand />
        </Link>
        <nav aria-label="About" className="flex grow items-center text-ink-soft sm:gap-1">
          <PublicLink to="/security">Security</PublicLink>
          <PublicLink to="/status">Status</PublicLink>
        </nav>
        {actions}
      </header>
      <main id="main" tabIndex={-1} className="grow">
        {children}
      </main>
      <footer className="mx-auto flex w-full max-w-6xl flex-wrap items-center print:hidden gap-x-6 gap-y-2 px-4 py-8 text-ink-faint text-sm sm:px-6">
        <p className="grow">
          Free software under AGPL-3.0. No trackers, no third-party code, no cookie but for signing in.
        </p>
        <nav aria-label="More" className="-mx-1.5 flex flex-wrap">
          <PublicLink to="/trust">Trust centre</PublicLink>
          <PublicLink to="/pricing">Pricing</PublicLink>
          <PublicLink to="/report">Report a vulnerability</PublicLink>
        </nav>
      </footer>
    </div>
  );
}

function PublicLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="rounded-md px-1.5 py-1.5 hover:text-ink sm:px-2"
      activeProps={{ className: 'text-ink font-medium' }}
    >
      {children}
    </Link>
  );
}

/** A small form on a page of its own: signing in, setting up, accepting an invitation. */
export function FormFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-10 sm:py-16">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-2 text-ink-soft">{lead}</p>
      <div className="mt-7">{children}</div>
    </div>
  );
}
