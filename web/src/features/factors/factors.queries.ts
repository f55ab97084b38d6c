import { queryOptions } from '@tanstack/react-query';
import type { Factors, SecurityPolicy } from '#contracts/factors.ts';
import { call } from '../../api/client.ts';

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => call<Factors>('GET', '/account/factors', { signal }),
});

export const securityPolicyQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'security-policy'],
    queryFn: ({ signal }) =>
      call<SecurityPolicy>('GET', `/workspaces/${workspaceId}/security-policy`, { signal }),
  });
