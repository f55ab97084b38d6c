import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { AuditEntry, AuditPage } from '#contracts/audit.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { ANY, auditFilterOf } from './audit-filter.ts';
import { AuditFilterForm } from './audit-filter-form.tsx';
import { AuditTable } from './audit-table.tsx';
import { ExportButton } from './export-button.tsx';

/** Who did what, when and from where. Names of fields, never their values. */
export function AuditScreen() {
  const { workspace } = usePlace();
  const [form, setForm] = useState(ANY);
  const filter = auditFilterOf(form);
  const log = useInfiniteQuery({
    queryKey: ['w', workspace.id, 'audit', filter],
    queryFn: ({ pageParam, signal }) =>
      call<AuditPage>('POST', `/workspaces/${workspace.id}/audit/query`, {
        body: { cursor: pageParam, filter },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const entries: AuditEntry[] = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const actions = useSeenActions(entries);
  return (
    <Page
      title="Audit log"
      lead="Every change and every sensitive read. It cannot be edited; a line that is changed, moved or removed is found."
      actions={<ExportButton filter={filter} />}
    >
      <div className="mb-4">
        <AuditFilterForm form={form} actions={actions} onChange={setForm} />
      </div>
      <Panel>
        {log.isPending ? <SkeletonRows rows={10} what="the audit log" /> : null}
        {log.isError ? (
          <ErrorState message={sentenceOf(log.error)} onRetry={() => void log.refetch()} />
        ) : null}
        {log.isSuccess && entries.length === 0 ? <EmptyState title="No entries fit this filter" /> : null}
        {entries.length > 0 ? <AuditTable entries={entries} /> : null}
        <LoadMore
          more={log.hasNextPage}
          busy={log.isFetchingNextPage}
          onMore={() => void log.fetchNextPage()}
        />
      </Panel>
    </Page>
  );
}

/** Every action seen since the screen was opened: a filter must not take away what one may filter by next. */
function useSeenActions(entries: readonly AuditEntry[]): string[] {
  const seen = useRef(new Set<string>());
  for (const { action } of entries) seen.current.add(action);
  return [...seen.current].sort();
}
