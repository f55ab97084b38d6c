import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { byArea, summaryOf } from './claim-areas.ts';
import { ClaimRow } from './claim-row.tsx';
import { trustQuery } from './trust.queries.ts';

export function SecurityScreen() {
  const trust = useQuery(trustQuery);
  const claims = trust.data?.claims ?? [];
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Security"
        heading="What is proven here"
        actions={
          <Link to="/trust/sub-processors" className={buttonClass()}>
            Sub-processors
          </Link>
        }
        lead="Each sentence below was tried against this software by something that runs. What was never proven is not on this page; what fails says so, and a proof that has grown old counts no more."
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
              {claims.length === 0 ? null : `${summaryOf(claims)} `}
              Running build <code className="font-mono text-ink">{trust.data.build.version}</code>, commit{' '}
              <code className="font-mono text-ink">{trust.data.build.commit.slice(0, 12)}</code>. What else
              there is to see stands in the{' '}
              <Link to="/trust" className="text-accent-ink underline underline-offset-2">
                trust centre
              </Link>
              .
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
                    <ClaimRow key={claim.id} claim={claim} />
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
