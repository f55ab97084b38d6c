import { useMutation, useQueryClient } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import type { WorkspaceExport } from '#contracts/exports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toastError } from '../../ui/toast.tsx';
import { sizeWords } from '../evidence/file-words.ts';
import { shareDone, stateWords } from './export-words.ts';
import { exportsPath, exportsQuery, isUnderWay } from './exports.queries.ts';

/** An export: who asked, how far it is, and for its one owner the way to it. */
export function ExportRow({ item }: { item: WorkspaceExport }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `${exportsPath(workspace.id)}/${item.id}`;
  // Asked for first, so that a factor is given before the browser goes there.
  const fetchIt = useMutation({
    mutationFn: () => call<WorkspaceExport>('GET', path),
    onSuccess: () => window.location.assign(`/api/v1${path}/archive`),
    onError: (error) => toastError(sentenceOf(error)),
  });
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: exportsQuery(workspace.id).queryKey }),
  });
  const kept = item.state === 'done' || isUnderWay(item);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 grow basis-56 space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <Moment at={item.requestedAt} />
          <Badge tone={item.state === 'done' ? 'good' : item.state === 'failed' ? 'bad' : 'neutral'}>
            {stateWords(item)}
          </Badge>
        </p>
        <p className="text-ink-faint text-sm">
          by {item.requestedBy.name}
          {item.size === null ? '' : ` · ${item.files} files, ${sizeWords(item.size)}`}
          {item.expiresAt === null ? null : (
            <>
              {' · gone '}
              <Moment at={item.expiresAt} />
            </>
          )}
        </p>
        {isUnderWay(item) ? <Progress label="How far the export is" value={shareDone(item)} /> : null}
      </div>
      <div className="flex gap-2">
        {item.state === 'done' && item.mine ? (
          <Button look="primary" busy={fetchIt.isPending} onClick={() => fetchIt.mutate()}>
            <Download aria-hidden className="size-4" /> Download
          </Button>
        ) : null}
        {kept ? (
          <Button busy={remove.isPending} onClick={() => remove.mutate()}>
            {isUnderWay(item) ? 'Stop' : 'Delete'}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
