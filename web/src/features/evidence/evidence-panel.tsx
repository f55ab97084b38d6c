import { useInfiniteQuery } from '@tanstack/react-query';
import Paperclip from 'lucide-react/icons/paperclip';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { DropZone } from './drop-zone.tsx';
import { evidenceQuery } from './evidence.queries.ts';
import { EvidenceRow } from './evidence-row.tsx';
import { SendingRow } from './sending-row.tsx';
import { useUploads } from './use-uploads.ts';

const WAIT_MS = 2_500;

/** The files of a case: those on their way, those being looked at, and those that can be opened. */
export function EvidencePanel({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const uploads = useUploads(of.id);
  const list = useInfiniteQuery({
    ...evidenceQuery(workspace.id, of.id),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state === 'quarantined'))
        ? WAIT_MS
        : false,
  });
  const onTheWay = new Set(uploads.sendings.map(({ id }) => id));
  const items = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => !onTheWay.has(id));
  return (
    <div className="space-y-3 p-4">
      {of.actions.includes('evidence.add') ? (
        <DropZone onFiles={(files) => uploads.add(files)}>
          Pictures, documents, data, video. Each is checked before anyone sees it.
        </DropZone>
      ) : null}
      <ul className="space-y-2">
        {uploads.sendings.map((sending) => (
          <SendingRow
            key={sending.key}
            sending={sending}
            onStop={() => uploads.stop(sending.key)}
            onResume={() => uploads.resume(sending)}
          />
        ))}
      </ul>
      {list.isPending ? <SkeletonRows rows={3} what="evidence" /> : null}
      {list.isError ? (
        <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : null}
      {list.isSuccess && items.length === 0 && uploads.sendings.length === 0 ? (
        <EmptyState icon={<Paperclip />} title={`No ${workspace.labels.evidence.toLocaleLowerCase()} yet`}>
          What shows that it was so: pictures, logs, letters.
        </EmptyState>
      ) : null}
      <ul aria-live="polite" className="space-y-2">
        {items.map((one) => (
          <EvidenceRow
            key={one.id}
            of={of}
            evidence={one}
            onFile={(file) =>
              one.state === 'uploading' ? uploads.goOn(one, file) : uploads.replace(one, file)
            }
          />
        ))}
      </ul>
      <LoadMore
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}
