import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState, Notice } from '../../ui/state.tsx';
import { retentionQuery } from './retention.queries.ts';
import { RetentionForm } from './retention-form.tsx';

/** How long each class of data is kept, what would go, and how many holds win over it. */
export function RetentionPanel() {
  const { workspace } = usePlace();
  const query = useQuery(retentionQuery(workspace.id));
  if (query.isPending) return <SkeletonRows rows={4} what="retention" />;
  if (query.isError)
    return <ErrorState message={sentenceOf(query.error)} onRetry={() => void query.refetch()} />;
  const { rules, holds } = query.data;
  const kept = rules.map(({ countsFrom: _, ...rule }) => rule);
  return (
    <div className="space-y-5">
      <p className="max-w-prose text-ink-soft">
        What is past its days is deleted every night, for good. A rule counts from the day after it was set.
        Without one, things are kept as long as the workspace. The audit log is kept by its own rules.
      </p>
      {holds > 0 ? (
        <Notice tone="info">
          {holds === 1 ? '1 case or contact is' : `${holds} cases and contacts are`} under a legal hold:
          nothing of {holds === 1 ? 'it' : 'them'} is deleted.
        </Notice>
      ) : null}
      <RetentionForm key={JSON.stringify(kept)} kept={kept} />
    </div>
  );
}
