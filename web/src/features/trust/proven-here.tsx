import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import BadgeCheck from 'lucide-react/icons/badge-check';
import { Moment } from '../../ui/moment.tsx';
import { countOf, latestProof } from './claim-areas.ts';
import { trustQuery } from './trust.queries.ts';

const SHOWN = 4;

/** What this very deployment has proven, in figures it can stand by; nothing where nothing was. */
export function ProvenHere() {
  const { data } = useQuery(trustQuery);
  if (data === undefined || data.claims.length === 0) return null;
  const failing = countOf(data.claims, 'failing');
  const last = latestProof(data.claims);
  return (
    <aside aria-label="Proven here" className="rounded-xl border border-line bg-surface p-5 shadow-high">
      <p className="flex items-baseline gap-2">
        <span className="font-semibold text-3xl tabular-nums tracking-tight">
          {countOf(data.claims, 'proven')}
        </span>
        <span className="text-ink-soft">statements proven on this deployment</span>
      </p>
      <p className="mt-1 text-ink-faint text-sm">
        {failing > 0 ? `${failing} fail. ` : null}
        {last ? (
          <>
            Last tried <Moment at={last} />
          </>
        ) : null}
      </p>
      <ul className="mt-4 space-y-2.5">
        {data.claims
          .filter(({ status }) => status === 'proven')
          .slice(0, SHOWN)
          .map(({ id, sentence }) => (
            <li key={id} className="flex gap-2.5">
              <BadgeCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
              <span className="line-clamp-2">{sentence}</span>
            </li>
          ))}
      </ul>
      <Link to="/security" className="mt-4 inline-flex min-h-6 items-center text-accent-ink hover:underline">
        All of them, and what they do not prove
      </Link>
    </aside>
  );
}
