import { useQuery } from '@tanstack/react-query';
import type { StandingAttacks } from '#contracts/trust.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { Badge } from '../../ui/badge.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { attacksQuery } from './trust.queries.ts';

/** What became of the attacks this deployment makes on itself. */
export function AttacksPanel() {
  const { data, error, refetch } = useQuery(attacksQuery);
  return (
    <Panel title="Standing attacker" actions={data ? <Outcome {...data} /> : null}>
      {error ? (
        <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={1} what="the attacks" />
      ) : (
        <p className="p-4 text-ink-soft">
          Every six hours one synthetic workspace tries to reach the cases of another here, by every way that
          is known. <Told {...data} />
        </p>
      )}
    </Panel>
  );
}

function Told({ rounds, broken, lastAt, lastOutcome }: StandingAttacks) {
  if (lastAt === null) return <>It has not been tried yet.</>;
  const times = rounds === 1 ? 'once' : `${rounds} times`;
  return (
    <>
      In the last 90 days it was tried {times}
      {broken === 0 ? ', and nothing got through' : `, and something got through ${broken} of them`}; last{' '}
      <Moment at={lastAt} />
      {lastOutcome === 'not-tried' ? ', when the deployment could not be reached from itself' : ''}.
    </>
  );
}

function Outcome({ lastOutcome }: StandingAttacks) {
  if (lastOutcome === null) return null;
  if (lastOutcome === 'held') return <Badge tone="good">Held</Badge>;
  return lastOutcome === 'broken' ? (
    <Badge tone="bad">Got through</Badge>
  ) : (
    <Badge tone="warn">Not tried</Badge>
  );
}
