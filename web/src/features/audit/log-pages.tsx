import Eye from 'lucide-react/icons/eye';
import { sentenceOf } from '../../api/api-error.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { AuditTable } from './audit-table.tsx';
import type { useLogPages } from './use-log-pages.ts';

type Props = ReturnType<typeof useLogPages> & { what: string; empty: string; hint: string; narrow?: boolean };

/** A log with its states: on its way, failed, nothing there, more to come. */
export function LogPages({ log, entries, searchedTo, what, empty, hint, narrow = false }: Props) {
  const nothing = log.isSuccess && entries.length === 0;
  return (
    <>
      {log.isPending ? <SkeletonRows rows={narrow ? 5 : 10} what={what} /> : null}
      {log.isError && entries.length === 0 ? (
        <ErrorState message={sentenceOf(log.error)} onRetry={() => void log.refetch()} />
      ) : null}
      {nothing ? (
        <EmptyState icon={<Eye />} title={searchedTo ? `Nothing since ${dayOf(searchedTo)}` : empty}>
          {searchedTo ? 'The search goes on further back when you ask for more.' : hint}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? <AuditTable entries={entries} narrow={narrow} /> : null}
      {searchedTo && entries.length > 0 ? (
        <p className="border-line border-t px-4 pt-3 text-center text-ink-faint text-sm">
          Searched back to {dayOf(searchedTo)}
        </p>
      ) : null}
      <LoadMore
        more={log.hasNextPage}
        busy={log.isFetchingNextPage}
        onMore={() => void log.fetchNextPage()}
      />
    </>
  );
}
