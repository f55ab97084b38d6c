import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WorkspaceDeletion } from '#contracts/erasure.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/page.tsx';
import { SettingRow } from '../../ui/setting-row.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { toast, toastError } from '../../ui/toast.tsx';
import { deletionsQuery } from './erasure.queries.ts';

/** Workspaces that wait for their end, while it can be undone. Nothing where there are none. */
export function GivenUpPanel() {
  const { data } = useQuery(deletionsQuery);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title="Workspaces you have deleted">
      <ul className="divide-y divide-line">
        {data.items.map((item) => (
          <GivenUp key={item.workspaceId} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

function GivenUp({ item }: { item: WorkspaceDeletion }) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => call('DELETE', `/account/deletions/${item.workspaceId}`),
    onSuccess: () => {
      toast(`${item.name} is back`);
      return client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: deletionsQuery.queryKey }),
  });
  const certificate = `/erasure/${item.workspaceId}`;
  return (
    <SettingRow
      title={item.name}
      text={
        <>
          Nobody gets in. Its keys, rows and files are destroyed on {dayOf(item.deletionAt)}; the certificate
          will then be at{' '}
          <a className="underline" href={certificate}>
            this page
          </a>
          .
        </>
      }
    >
      <Button busy={undo.isPending} onClick={() => undo.mutate()}>
        Undo
      </Button>
    </SettingRow>
  );
}
