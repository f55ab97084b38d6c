import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { AccessReview, ReviewedMember } from '#contracts/access-reviews.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { RecordButton } from './record-button.tsx';
import { accessReviewQuery, accessReviewsQuery, reviewsPath } from './review.queries.ts';
import { progressWords } from './review-words.ts';
import { ReviewedRow } from './reviewed-row.tsx';

const route = getRouteApi('/signed-in/w/$workspaceId/access-reviews/$reviewId');

/** One review: everyone as they stood, who was seen longest ago first, and a word on each. */
export function AccessReviewScreen() {
  const { workspace } = usePlace();
  const { reviewId } = route.useParams();
  const review = useQuery(accessReviewQuery(workspace.id, reviewId));
  if (review.isPending)
    return (
      <Page title="Access review">
        <SkeletonRows rows={6} what="the review" />
      </Page>
    );
  if (review.isError)
    return <ErrorState screen message={sentenceOf(review.error)} onRetry={() => void review.refetch()} />;
  return <Review review={review.data} />;
}

function Review({ review }: { review: AccessReview }) {
  const [judging, setJudging] = useState<ReviewedMember>();
  const open = review.closedAt === null;
  return (
    <Page
      title="Access review"
      lead={open ? progressWords(review) : 'This review is closed; what was said is kept.'}
      actions={open ? <CloseButton review={review} /> : <RecordButton reviewId={review.id} />}
    >
      <Panel>
        <ul className="divide-y divide-line">
          {review.entries.map((entry) => (
            <ReviewedRow key={entry.member.id} entry={entry} onJudge={() => setJudging(entry)} />
          ))}
        </ul>
      </Panel>
      {judging ? (
        <DecisionDialog reviewId={review.id} entry={judging} onClose={() => setJudging(undefined)} />
      ) : null}
    </Page>
  );
}

function CloseButton({ review }: { review: AccessReview }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: () => call<AccessReview>('POST', `${reviewsPath(workspace.id)}/${review.id}/closure`),
    onSuccess: (closed) => {
      client.setQueryData(accessReviewQuery(workspace.id, review.id).queryKey, closed);
      toast('The review is closed, its outcome kept and signed');
      return client.invalidateQueries({ queryKey: accessReviewsQuery(workspace.id).queryKey });
    },
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <Button look="primary" disabled={!review.closable} busy={close.isPending} onClick={() => close.mutate()}>
      Close the review
    </Button>
  );
}
