import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../ui/state.tsx';
import { amissWords } from './status-words.ts';
import { healthQuery } from './trust.queries.ts';

/** For who administers: what is amiss with the server, as its status page says. */
export function HealthNotice() {
  const { data } = useQuery(healthQuery);
  const amiss = amissWords(data?.checks ?? []);
  if (amiss === '') return null;
  return (
    <div className="mb-5">
      <Notice tone="warn">
        <span className="font-medium">Something is amiss with this server:</span> {amiss}.{' '}
        <Link to="/status" className="underline">
          Look at its status
        </Link>
      </Notice>
    </div>
  );
}
