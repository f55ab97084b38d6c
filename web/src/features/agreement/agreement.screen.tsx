import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { offeredAgreementQuery } from './agreement.queries.ts';
import { AgreementTextView } from './agreement-text.tsx';

/** The agreement as anyone may read it before there is a workspace. */
export function AgreementScreen() {
  const { data, error, refetch } = useQuery(offeredAgreementQuery);
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Data processing agreement"
        lead="What this deployment offers every workspace. Owners and admins accept it in its settings, under Legal."
      >
        {error ? (
          <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <SkeletonRows rows={6} what="the agreement" />
        ) : (
          <>
            <h2 className="mb-3 text-ink-faint text-sm">Version {data.version}</h2>
            <AgreementTextView sections={data.sections} />
          </>
        )}
      </Page>
    </PublicFrame>
  );
}
