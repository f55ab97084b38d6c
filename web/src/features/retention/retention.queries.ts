import { queryOptions } from '@tanstack/react-query';
import type { Retention } from '#contracts/retention.ts';
import { call } from '../../api/client.ts';

export const retentionPath = (workspaceId: string) => `/workspaces/${workspaceId}/retention`;

export const retentionQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'retention'],
    queryFn: ({ signal }) => call<Retention>('GET', retentionPath(workspaceId), { signal }),
  });
