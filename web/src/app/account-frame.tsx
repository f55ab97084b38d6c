import { Link } from '@tanstack/react-router';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { Brand } from './brand.tsx';
import { SessionBanner } from './shell/session-banner.tsx';
import { SkipLink } from './skip-link.tsx';

/** Around the pages that belong to the person, not to a workspace. */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="flex items-center gap-4 border-line border-b bg-sunken px-4 py-2.5 sm:px-6">
        <Link to="/" className={buttonClass('ghost', 'sm')}>
          <ArrowLeft aria-hidden className="size-4" />
          Back
        </Link>
        <Brand />
      </header>
      <main id="main" tabIndex={-1}>
        <SessionBanner />
        {children}
      </main>
    </div>
  );
}
