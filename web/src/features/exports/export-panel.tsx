import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WorkspaceExport } from '#contracts/exports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toastError } from '../../ui/toast.tsx';
import { ExportRow } from './export-row.tsx';
import { exportsPath, exportsQuery, isUnderWay } from './exports.queries.ts';

/** A copy of the whole workspace, to keep or to move with. */
export function ExportPanel() {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const query = exportsQuery(workspace.id);
  const exports = useQuery(query);
  const ask = useMutation({
    mutationFn: () => call<WorkspaceExport>('POST', exportsPath(workspace.id)),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  });
  const items = exports.data?.items ?? [];
  return (
    <section className="space-y-3" aria-labelledby="export-title">
      <h2 id="export-title" className="font-semibold">
        Export
      </h2>
      <p className="max-w-xl text-ink-soft">
        Everything in this workspace as one ZIP archive: records as JSON, files, the audit log with its
        proofs, and cases as a table. Passwords, tokens and keys stay. Whoever asks can download it for 24
        hours.
      </p>
      <Button
        look="primary"
        busy={ask.isPending}
        disabled={items.some(isUnderWay)}
        onClick={() => ask.mutate()}
      >
        Export the workspace
      </Button>
      {exports.isPending ? <SkeletonRows rows={2} what="the exports" /> : null}
      {exports.isError ? (
        <ErrorState message={sentenceOf(exports.error)} onRetry={() => void exports.refetch()} />
      ) : null}
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <ExportRow key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
