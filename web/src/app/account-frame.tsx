import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/session.ts';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/state.tsx';
import { Brand } from './brand.tsx';
import { SessionBanner } from './shell/session-banner.tsx';
import { SkipLink } from './skip-link.tsx';

/** Around the pages that belong to the person, not to a workspace. */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-sunken px-4 py-2.5 sm:px-6">
        <Link to="/" className={buttonClass('ghost', 'sm')}>
          <ArrowLeft aria-hidden className="size-4" />
          Back
        </Link>
        <Brand />
        <nav aria-label="Account" className="flex grow flex-wrap justify-end text-ink-soft text-sm">
          <AccountLink to="/account/security">Security</AccountLink>
          <AccountLink to="/account/sessions">Sessions</AccountLink>
          <AccountLink to="/account/data">Your data</AccountLink>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <SessionBanner />
        <InNoWorkspace />
        {children}
      </main>
    </div>
  );
}

/** Why there is nothing but the account: whoever left, or was taken out, arrives here. */
function InNoWorkspace() {
  const { data: session } = useQuery(sessionQuery);
  if (session?.stage !== 'full' || session.workspaces.length + session.suspended.length > 0) return null;
  return (
    <div className="mx-auto max-w-3xl px-4 pt-6 sm:px-6">
      <Notice tone="info">
        You are in no workspace. Ask an owner or admin of yours to invite you, or{' '}
        <Link to="/account/new-workspace" className="underline">
          make a new one
        </Link>
        .
      </Notice>
    </div>
  );
}

function AccountLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="rounded-md px-2 py-1.5 hover:text-ink"
      activeProps={{ className: 'text-ink font-medium' }}
    >
      {children}
    </Link>
  );
}
