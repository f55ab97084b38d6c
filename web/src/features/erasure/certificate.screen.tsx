import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import Download from 'lucide-react/icons/download';
import type { ErasureCertificate } from '#contracts/erasure.ts';
import type { SignedRecord } from '#contracts/records.ts';
import { ApiError, sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { certificateQuery } from './erasure.queries.ts';
import { goneWords } from './erasure-words.ts';

/** The certificate of an erasure, for whoever holds its address: what went, what stays and why, to take along. */
export function CertificateScreen() {
  const { id } = useParams({ from: '/erasure/$id' });
  const query = useQuery(certificateQuery(id));
  const unknown = query.error instanceof ApiError && query.error.code === 'not_found';
  return (
    <PublicFrame>
      <Page width="text" title="Certificate of erasure" lead="Keep it, or this address: it names nobody.">
        {query.isPending ? <SkeletonRows rows={4} what="the certificate" /> : null}
        {unknown ? (
          <EmptyState title="There is no certificate here">
            It may not be due yet: a workspace is destroyed 30 days after it was deleted, and not if that was
            undone.
          </EmptyState>
        ) : query.isError ? (
          <ErrorState message={sentenceOf(query.error)} onRetry={() => void query.refetch()} />
        ) : null}
        {query.data ? <Certificate id={id} signed={query.data} /> : null}
      </Page>
    </PublicFrame>
  );
}

const TITLES = {
  person: 'A person was erased',
  member: 'A person was erased from a workspace',
  workspace: 'A workspace was erased',
} as const satisfies Record<ErasureCertificate['kind'], string>;

function Certificate({ id, signed }: { id: string; signed: SignedRecord }) {
  const written: ErasureCertificate = JSON.parse(signed.record);
  return (
    <div className="space-y-5">
      <Panel
        title={TITLES[written.kind]}
        actions={
          <Badge tone={signed.note === null ? 'neutral' : 'good'}>
            {signed.note === null ? 'Being signed' : 'Signed'}
          </Badge>
        }
      >
        <dl className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[8rem_1fr]">
          <dt className="text-ink-faint">When</dt>
          <dd>{minuteOf(written.at)}</dd>
          <dt className="text-ink-faint">{written.kind === 'workspace' ? 'Workspace' : 'Account'}</dt>
          <dd className="break-all font-mono text-sm">{written.subjectId}</dd>
          <dt className="text-ink-faint">What went, in rows</dt>
          <dd>{goneWords(written).join(', ')}</dd>
        </dl>
      </Panel>
      <Panel title="What stays, and why">
        <ul className="divide-y divide-line">
          {written.kept.map(({ what, why }) => (
            <li key={what} className="px-4 py-3">
              <p className="font-medium">{what}</p>
              <p className="text-ink-soft">{why}</p>
            </li>
          ))}
        </ul>
      </Panel>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <a
          href={`/api/v1/erasures/${id}`}
          download={`erasure-${written.id}.json`}
          className={buttonClass('primary')}
        >
          <Download aria-hidden className="size-4" /> Download, signed
        </a>
        <p className="text-ink-faint text-sm">
          Verified without this server by <code className="font-mono">caseward record verify</code>.
        </p>
      </div>
    </div>
  );
}
