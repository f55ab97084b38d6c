import { useQuery } from '@tanstack/react-query';
import Inbox from 'lucide-react/icons/inbox';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState, Notice } from '../../ui/state.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { RequestRow } from './request-row.tsx';
import { requestsQuery } from './requests.queries.ts';

/** What people ask about their own data, what is due first on top. */
export function RequestsPanel() {
  const { workspace } = usePlace();
  const [entering, setEntering] = useState(false);
  const query = useQuery(requestsQuery(workspace.id));
  return (
    <section className="space-y-4" aria-labelledby="requests-title">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-60">
          <h2 id="requests-title" className="font-semibold">
            Requests about personal data
          </h2>
          <p className="max-w-prose text-ink-soft">
            Under GDPR and CCPA. Give people the link of the form; a letter proves their address. You are
            reminded before a deadline.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <a href={`/privacy/${workspace.id}`} className={buttonClass()}>
            Open the form
          </a>
          <Button look="primary" onClick={() => setEntering(true)}>
            Enter a request
          </Button>
        </div>
      </div>
      {query.isPending ? <SkeletonRows rows={3} what="the requests" /> : null}
      {query.isError ? (
        <ErrorState message={sentenceOf(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && query.data.overdue > 0 ? (
        <Notice tone="bad">
          {query.data.overdue === 1 ? '1 request is' : `${query.data.overdue} requests are`} overdue.
        </Notice>
      ) : null}
      {query.data?.items.length === 0 ? (
        <EmptyState icon={<Inbox />} title="Nobody has asked yet">
          What comes by the form stands here; what comes otherwise you enter.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {query.data?.items.map((item) => (
            <RequestRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      {entering ? <EnterDialog onClose={() => setEntering(false)} /> : null}
    </section>
  );
}
