import { queryOptions } from '@tanstack/react-query';
import type { TrustPage } from '#contracts/trust.ts';
import { call } from '../../api/client.ts';

export const trustQuery = queryOptions({
  queryKey: ['trust'],
  queryFn: ({ signal }) => call<TrustPage>('GET', '/trust', { signal }),
  staleTime: 60_000,
});
