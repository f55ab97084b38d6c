import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { AccessReview, AccessReviews, ReviewInterval } from '#contracts/access-reviews.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { RecordButton } from './record-button.tsx';
import { accessReviewsQuery, reviewsPath } from './review.queries.ts';

const INTERVALS = [
  { value: '3', label: 'Every 3 months' },
  { value: '6', label: 'Every 6 months' },
  { value: '12', label: 'Every 12 months' },
  { value: '', label: 'Only by hand' },
];

/** The reviews there were, and how often one opens by itself. */
export function AccessReviewsScreen() {
  const { workspace } = usePlace();
  const navigate = useNavigate();
  const reviews = useQuery(accessReviewsQuery(workspace.id));
  const open = useMutation({
    mutationFn: () => call<AccessReview>('POST', reviewsPath(workspace.id)),
    onSuccess: ({ id }) =>
      navigate({
        to: '/w/$workspaceId/access-reviews/$reviewId',
        params: { workspaceId: workspace.id, reviewId: id },
      }),
    onError: (error) => toastError(sentenceOf(error)),
  });
  const isOpen = reviews.data?.items.some(({ closedAt }) => closedAt === null) ?? true;
  return (
    <Page
      title="Access reviews"
      lead="Who is in, with what, and whether they still should be. What was said is kept, signed."
      actions={
        <Button look="primary" disabled={isOpen} busy={open.isPending} onClick={() => open.mutate()}>
          Open a review
        </Button>
      }
    >
      {reviews.isPending ? <SkeletonRows rows={4} what="the access reviews" /> : null}
      {reviews.isError ? (
        <ErrorState message={sentenceOf(reviews.error)} onRetry={() => void reviews.refetch()} />
      ) : null}
      {reviews.data ? <Reviews reviews={reviews.data} /> : null}
    </Page>
  );
}

function Reviews({ reviews }: { reviews: AccessReviews }) {
  const { workspace } = usePlace();
  return (
    <div className="space-y-5">
      <Schedule reviews={reviews} />
      <Panel title="Reviews">
        {reviews.items.length === 0 ? <EmptyState title="There was none yet" /> : null}
        <ul className="divide-y divide-line">
          {reviews.items.map(({ id, openedAt, openedBy, closedAt, overdue, members, undecided }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
              <div className="min-w-0 grow basis-48">
                <Link
                  to="/w/$workspaceId/access-reviews/$reviewId"
                  params={{ workspaceId: workspace.id, reviewId: id }}
                  className="font-medium hover:underline"
                >
                  Opened <Moment at={openedAt} />
                </Link>
                <p className="text-ink-faint text-sm">
                  {openedBy ? `by ${openedBy.name}` : 'by the schedule'} · {members} members
                </p>
              </div>
              {closedAt === null ? (
                <Badge tone={overdue ? 'warn' : 'accent'}>
                  {overdue ? 'Overdue' : 'Open'}, {undecided} left
                </Badge>
              ) : (
                <RecordButton reviewId={id} />
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Schedule({ reviews }: { reviews: AccessReviews }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (everyMonths: ReviewInterval) =>
      call<AccessReviews>('PUT', `${reviewsPath(workspace.id)}/schedule`, { body: { everyMonths } }),
    onSuccess: (saved) => {
      client.setQueryData(accessReviewsQuery(workspace.id).queryKey, saved);
      toast('Saved');
    },
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <Panel className="p-4">
      <Field
        label="A review opens by itself"
        hint={reviews.nextAt === null ? undefined : <NextAt at={reviews.nextAt} />}
      >
        {(control) => (
          <Select
            {...control}
            className="max-w-56"
            choices={INTERVALS}
            value={String(reviews.everyMonths ?? '')}
            disabled={save.isPending}
            onChange={(event) => save.mutate(intervalOf(event.target.value))}
          />
        )}
      </Field>
    </Panel>
  );
}

function NextAt({ at }: { at: string }) {
  return (
    <>
      The next one <Moment at={at} />; owners and admins hear of it by mail.
    </>
  );
}

function intervalOf(value: string): ReviewInterval {
  return value === '3' ? 3 : value === '6' ? 6 : value === '12' ? 12 : null;
}
