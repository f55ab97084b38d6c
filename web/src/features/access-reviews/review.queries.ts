import { queryOptions } from '@tanstack/react-query';
import type { AccessReview, AccessReviews } from '#contracts/access-reviews.ts';
import { call } from '../../api/client.ts';

export const reviewsPath = (workspaceId: string) => `/workspaces/${workspaceId}/access-reviews`;

// Under the key of the members: what changes them changes these.
const key = (workspaceId: string) => ['w', workspaceId, 'members', 'access-reviews'];

export const accessReviewsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...key(workspaceId), 'list'],
    queryFn: ({ signal }) => call<AccessReviews>('GET', reviewsPath(workspaceId), { signal }),
  });

export const accessReviewQuery = (workspaceId: string, reviewId: string) =>
  queryOptions({
    queryKey: [...key(workspaceId), 'one', reviewId],
    queryFn: ({ signal }) => call<AccessReview>('GET', `${reviewsPath(workspaceId)}/${reviewId}`, { signal }),
  });
