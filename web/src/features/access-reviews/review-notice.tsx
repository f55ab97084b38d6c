import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePlace } from '../../app/workspace-context.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/state.tsx';
import { accessReviewsQuery } from './review.queries.ts';

/** For who administers: a review waits, or is overdue. */
export function ReviewNotice() {
  const { workspace } = usePlace();
  const { data } = useQuery(accessReviewsQuery(workspace.id));
  const open = data?.items.find(({ closedAt }) => closedAt === null);
  if (open === undefined) return null;
  return (
    <div className="mb-5">
      <Notice tone={open.overdue ? 'warn' : 'info'}>
        <Link
          to="/w/$workspaceId/access-reviews/$reviewId"
          params={{ workspaceId: workspace.id, reviewId: open.id }}
          className="font-medium underline"
        >
          {open.overdue ? 'An access review is overdue' : 'An access review is open'}
        </Link>
        {open.overdue ? ' since ' : ', due '}
        <Moment at={open.dueAt} />: {open.undecided} of {open.members} members are not judged yet.
      </Notice>
    </div>
  );
}
