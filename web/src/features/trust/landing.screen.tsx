import { Link } from '@tanstack/react-router';
import FileCheck2 from 'lucide-react/icons/file-check-2';
import KeyRound from 'lucide-react/icons/key-round';
import Landmark from 'lucide-react/icons/landmark';
import ScrollText from 'lucide-react/icons/scroll-text';
import type { ReactNode } from 'react';
import { PublicFrame } from '../../app/public-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { ProvenHere } from './proven-here.tsx';

export function LandingScreen() {
  useDocumentTitle('Confidential cases, provably guarded');
  return (
    <PublicFrame
      actions={
        <Link to="/sign-in" className={buttonClass('primary')}>
          Sign in
        </Link>
      }
    >
      <section className="mx-auto grid max-w-6xl items-center gap-10 px-4 pt-12 pb-14 sm:px-6 sm:pt-20 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div>
          <h1 className="max-w-3xl text-balance font-semibold text-3xl tracking-tight sm:text-[3.25rem] sm:leading-[1.08]">
            Your team’s confidential cases. And proof of how well they are kept.
          </h1>
          <p className="mt-5 max-w-2xl text-pretty text-ink-soft text-lg sm:text-[1.125rem] sm:leading-7">
            Write a case down with its evidence, have it reviewed by peers, find it again years later. On your
            own machine, sealed under your own keys, with a record of every look at it.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link to="/sign-in" className={buttonClass('primary', 'lg')}>
              Sign in to this deployment
            </Link>
            <Link to="/security" className={buttonClass('plain', 'lg')}>
              See what is proven here
            </Link>
          </div>
        </div>
        <ProvenHere />
      </section>
      <section className="border-line border-y bg-surface">
        <div className="mx-auto grid max-w-6xl gap-px sm:grid-cols-2 lg:grid-cols-4">
          <Point icon={<FileCheck2 />} title="Proof, not promises">
            Each public statement about security is bound to something that runs. One whose proof fails says
            so, by itself.
          </Point>
          <Point icon={<KeyRound />} title="Sealed, always">
            Titles, texts, comments and files are encrypted per workspace before they reach the database or
            the disk.
          </Point>
          <Point icon={<ScrollText />} title="Nothing unseen">
            Every change and every sensitive read is in a log that tells when one of its lines was edited,
            moved or removed.
          </Point>
          <Point icon={<Landmark />} title="Three trades, one core">
            Knowledge teams, law practices and agencies each get their own words, states and review rules.
          </Point>
        </div>
      </section>
    </PublicFrame>
  );
}

function Point({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="px-4 py-8 sm:px-6">
      <span aria-hidden className="text-accent-ink [&>svg]:size-5">
        {icon}
      </span>
      <h2 className="mt-3 font-semibold text-lg">{title}</h2>
      <p className="mt-1 text-ink-soft">{children}</p>
    </div>
  );
}
