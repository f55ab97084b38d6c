import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { CommentPage } from '#contracts/comments.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Checkbox } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { CommentCard } from './comment-card.tsx';
import { CommentForm } from './comment-form.tsx';

export function CommentPanel({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const [resolved, setResolved] = useState(false);
  const list = useInfiniteQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'comments'],
    queryFn: ({ pageParam, signal }) =>
      call<CommentPage>('POST', `${casePath(workspace.id, of.id)}/comments/query`, {
        body: { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const all = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = resolved ? all : all.filter((comment) => comment.resolved === null);
  const hidden = all.length - shown.length;
  return (
    <div>
      {list.isPending ? <SkeletonRows rows={3} what="comments" /> : null}
      {list.isError ? (
        <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : null}
      {list.isSuccess && all.length === 0 ? (
        <EmptyState title="No comments yet">
          On the whole, on a section of the text, or on a piece of evidence.
        </EmptyState>
      ) : null}
      {hidden > 0 || resolved ? (
        <Checkbox
          className="px-4 py-2.5 text-ink-soft text-sm"
          label="Show resolved"
          checked={resolved}
          onChange={(event) => setResolved(event.target.checked)}
        />
      ) : null}
      <ul aria-live="polite" className="divide-y divide-line">
        {shown.map((comment) => (
          <CommentCard key={comment.id} of={of} comment={comment} />
        ))}
      </ul>
      <LoadMore
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      {of.actions.includes('case.comment') ? <CommentForm of={of} /> : null}
    </div>
  );
}
