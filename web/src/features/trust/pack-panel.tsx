import { useQuery } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { sentenceOf } from '../../api/api-error.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { packQuery } from './trust.queries.ts';

/** The newest evidence pack, and how to verify it without trusting whoever runs this. */
export function PackPanel() {
  const { data, error, refetch } = useQuery(packQuery);
  return (
    <Panel title="Evidence pack">
      {error ? (
        <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows rows={2} what="the evidence pack" />
      ) : data.pack === null ? (
        <EmptyState title="No pack has been made yet">
          Whoever runs this makes one with <code className="font-mono">npx caseward evidence-pack make</code>.
        </EmptyState>
      ) : (
        <Pack {...data.pack} />
      )}
    </Panel>
  );
}

function Pack({ madeAt, bytes, sha256 }: { madeAt: string; bytes: number; sha256: string }) {
  return (
    <div className="space-y-3 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-60 text-ink-soft">
          Every promise with its proofs, the tests, the third parties, drills and reviews of access in one
          signed archive. Made <Moment at={madeAt} />, {(bytes / 1_000_000).toFixed(1)} MB.
        </p>
        <a
          href="/api/v1/trust/evidence-pack/file"
          download
          className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line px-3 font-medium hover:bg-hover"
        >
          <Download aria-hidden className="size-4" />
          Download
        </a>
      </div>
      <p className="text-ink-faint text-sm">
        SHA-256 <code className="break-all font-mono">{sha256}</code>
      </p>
      <p className="text-ink-soft text-sm">
        Verify it anywhere, offline:{' '}
        <code className="break-all font-mono text-ink">npx caseward evidence-pack verify FILE</code>
      </p>
    </div>
  );
}
