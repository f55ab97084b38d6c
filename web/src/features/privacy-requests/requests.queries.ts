import { queryOptions } from '@tanstack/react-query';
import type { PrivacyRequests } from '#contracts/privacy-requests.ts';
import { call } from '../../api/client.ts';

export const requestsPath = (workspaceId: string) => `/workspaces/${workspaceId}/privacy-requests`;

export const requestsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'privacy-requests'],
    queryFn: ({ signal }) => call<PrivacyRequests>('GET', requestsPath(workspaceId), { signal }),
  });
