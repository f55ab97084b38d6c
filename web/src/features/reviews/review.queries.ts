import { queryOptions } from '@tanstack/react-query';
import type { ReviewerList, ReviewRoundList } from '#contracts/reviews.ts';
import { call } from '../../api/client.ts';

export const roundsPath = (workspaceId: string, caseId: string) =>
  `/workspaces/${workspaceId}/cases/${caseId}/review-rounds`;

export const roundsQuery = (workspaceId: string, caseId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'case', caseId, 'rounds'],
    queryFn: ({ signal }) => call<ReviewRoundList>('GET', roundsPath(workspaceId, caseId), { signal }),
  });

export const reviewersQuery = (workspaceId: string, caseId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'case', caseId, 'reviewers'],
    queryFn: ({ signal }) =>
      call<ReviewerList>('GET', `/workspaces/${workspaceId}/cases/${caseId}/reviewers`, { signal }),
  });
