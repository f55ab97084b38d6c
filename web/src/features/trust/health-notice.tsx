import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../ui/state.tsx';
import { amissWords } from './status-words.ts';
import { attacksQuery, healthQuery } from './trust.queries.ts';

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

/** For who administers: a wall between workspaces did not hold when it was last tried. */
export function BrokenWallNotice() {
  const { data } = useQuery(attacksQuery);
  if (data?.lastOutcome !== 'broken') return null;
  return (
    <div className="mb-5">
      <Notice tone="bad">
        <span className="font-medium">The standing attacker got from one workspace into another.</span> An
        incident is open: whoever runs this server reads what to do with{' '}
        <code>npx caseward incident list</code>.{' '}
        <Link to="/trust" className="underline">
          Look at the trust centre
        </Link>
      </Notice>
    </div>
  );
}
