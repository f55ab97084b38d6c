import { queryOptions } from '@tanstack/react-query';
import type { AsvsPage, Soc2Page } from '#contracts/assessments.ts';
import type { Health } from '#contracts/health.ts';
import type { StatusPage } from '#contracts/status.ts';
import type { SubProcessors } from '#contracts/sub-processors.ts';
import type { NewestPack, StandingAttacks, TrustPage } from '#contracts/trust.ts';
import { call } from '../../api/client.ts';

export const trustQuery = queryOptions({
  queryKey: ['trust'],
  queryFn: ({ signal }) => call<TrustPage>('GET', '/trust', { signal }),
  staleTime: 60_000,
});

export const packQuery = queryOptions({
  queryKey: ['trust', 'pack'],
  queryFn: ({ signal }) => call<NewestPack>('GET', '/trust/evidence-pack', { signal }),
  staleTime: 60_000,
});

export const attacksQuery = queryOptions({
  queryKey: ['trust', 'attacks'],
  queryFn: ({ signal }) => call<StandingAttacks>('GET', '/trust/standing-attacks', { signal }),
  staleTime: 60_000,
});

export const asvsQuery = queryOptions({
  queryKey: ['trust', 'asvs'],
  queryFn: ({ signal }) => call<AsvsPage>('GET', '/trust/asvs', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const soc2Query = queryOptions({
  queryKey: ['trust', 'soc2'],
  queryFn: ({ signal }) => call<Soc2Page>('GET', '/trust/soc2', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const subProcessorsQuery = queryOptions({
  queryKey: ['trust', 'sub-processors'],
  queryFn: ({ signal }) => call<SubProcessors>('GET', '/trust/sub-processors', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asked again every half minute: a part that goes stale shows with the next poll. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => call<StatusPage>('GET', '/status', { signal }),
  refetchInterval: 30_000,
});

/** How each part is at the moment, without the history. What is down is told with 503, and told all the same. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => askHealth(signal),
  staleTime: 60_000,
  retry: false,
});

async function askHealth(signal: AbortSignal): Promise<Health> {
  const response = await fetch('/api/health', { credentials: 'omit', cache: 'no-store', signal });
  return (await response.json()) as Health;
}
