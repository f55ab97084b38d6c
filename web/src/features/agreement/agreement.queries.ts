import { queryOptions } from '@tanstack/react-query';
import type { Agreement, AgreementText } from '#contracts/agreement.ts';
import { call } from '../../api/client.ts';

export const agreementPath = (workspaceId: string) => `/workspaces/${workspaceId}/agreement`;

export const agreementQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'agreement'],
    queryFn: ({ signal }) => call<Agreement>('GET', agreementPath(workspaceId), { signal }),
  });

export const offeredAgreementQuery = queryOptions({
  queryKey: ['trust', 'agreement'],
  queryFn: ({ signal }) => call<AgreementText>('GET', '/trust/agreement', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
