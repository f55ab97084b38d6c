import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry, AuditPage } from '#contracts/audit.ts';
import { call } from '../../api/client.ts';

type Asked = { key: readonly unknown[]; path: string; body: object; enabled?: boolean };

/** The pages of a log as far as they were asked for. A page may be empty and yet have a next one. */
export function useLogPages({ key, path, body, enabled = true }: Asked) {
  const log = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call<AuditPage>('POST', path, { body: { ...body, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled,
  });
  const entries: AuditEntry[] = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const searchedTo = log.hasNextPage ? (log.data?.pages.at(-1)?.searchedTo ?? null) : null;
  return { log, entries, searchedTo };
}
