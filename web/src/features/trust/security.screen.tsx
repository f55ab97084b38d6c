import { useQuery } from '@tanstack/react-query';
import type { PublicClaim } from '#contracts/trust.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { byArea, failingOf } from './claim-areas.ts';
import { trustQuery } from './trust.queries.ts';

export function SecurityScreen() {
  const trust = useQuery(trustQuery);
  const claims = trust.data?.claims ?? [];
  const failing = failingOf(claims).length;
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Security"
        heading="What is proven here"
        lead="Each sentence below was tried against this software by something that runs. What was never proven is not on this page; what fails says so."
      >
        {trust.isPending ? (
          <Panel>
            <SkeletonRows what="the proofs" />
          </Panel>
        ) : trust.isError ? (
          <ErrorState message={sentenceOf(trust.error)} onRetry={() => void trust.refetch()} />
        ) : (
          <div className="space-y-6">
            <p className="text-ink-soft">
              {claims.length === 0
                ? null
                : `${claims.length - failing} statements hold, ${failing} ${failing === 1 ? 'fails' : 'fail'}. `}
              Running build <code className="font-mono text-ink">{trust.data.build.version}</code>, commit{' '}
              <code className="font-mono text-ink">{trust.data.build.commit.slice(0, 12)}</code>.
            </p>
            {claims.length === 0 ? (
              <Panel>
                <EmptyState title="Nothing has been proven on this deployment yet">
                  Whoever runs it does so with <code className="font-mono">npx caseward prove</code>.
                </EmptyState>
              </Panel>
            ) : null}
            {byArea(claims).map(([area, ofArea]) => (
              <Panel key={area} title={area}>
                <ul className="divide-y divide-line">
                  {ofArea.map((claim) => (
                    <Claim key={claim.id} claim={claim} />
                  ))}
                </ul>
              </Panel>
            ))}
          </div>
        )}
      </Page>
    </PublicFrame>
  );
}

const KINDS = {
  live: 'tried against a running deployment',
  suite: 'tried by the test suite',
  record: 'a dated record',
};

function Claim({ claim }: { claim: PublicClaim }) {
  return (
    <li className="px-4 py-3">
      <div className="flex items-start gap-3">
        <p className="grow font-medium">{claim.sentence}</p>
        {claim.status === 'proven' ? <Badge tone="good">Proven</Badge> : <Badge tone="bad">Fails</Badge>}
      </div>
      <p className="mt-1 text-ink-faint text-sm">
        <span className="font-mono">{claim.id}</span> · {KINDS[claim.proof]} ·{' '}
        {claim.provenAt === null ? 'never held' : `last held ${minuteOf(claim.provenAt)}`} · build{' '}
        <span className="font-mono">{claim.build.slice(0, 12)}</span>
      </p>
      {claim.limits ? (
        <details className="mt-1 text-sm">
          <summary className="inline-flex min-h-6 items-center text-ink-soft hover:text-ink">
            What this does not prove
          </summary>
          <p className="mt-1 max-w-prose text-ink-soft">{claim.limits}</p>
        </details>
      ) : null}
    </li>
  );
}
