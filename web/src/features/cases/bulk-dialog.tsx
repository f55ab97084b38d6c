import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkChange, BulkReply, BulkRequest } from '#contracts/case-lists.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { BulkAssign, BulkMove, BulkTag } from './bulk-fields.tsx';
import { refusedWords } from './bulk-words.ts';
import { useSettled } from './use-settled.ts';

export type BulkKind = BulkChange['kind'];

const TITLES: Record<BulkKind, string> = {
  tag: 'Change tags',
  assign: 'Assign to someone',
  state: 'Move to a state',
};

const QUIET_MS = 250;

type BulkDialogProps = { kind: BulkKind; ids: readonly string[]; onClose: () => void; onDone: () => void };

/** Says how many would change before anything does. */
export function BulkDialog({ kind, ids, onClose, onDone }: BulkDialogProps) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [change, setChange] = useState<BulkChange | undefined>();
  const send = (dryRun: boolean, wanted: BulkChange) => {
    const body: BulkRequest = { caseIds: [...ids], change: wanted, dryRun };
    return call<BulkReply>('POST', `/workspaces/${workspace.id}/cases/bulk-changes`, { body });
  };
  const counted = useSettled(change, QUIET_MS);
  const dry = useQuery({
    queryKey: ['w', workspace.id, 'bulk', ids, counted],
    queryFn: () => (counted ? send(true, counted) : null),
    enabled: counted !== undefined,
    gcTime: 0,
    retry: false,
  });
  const apply = useMutation({
    mutationFn: (wanted: BulkChange) => send(false, wanted),
    onSuccess: ({ changed }) => {
      toast(`${changed} changed`);
      onDone();
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={TITLES[kind]}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={apply.isPending}
            disabled={!change || change !== counted || !dry.data || dry.data.changed === 0}
            onClick={() => change && apply.mutate(change)}
          >
            {dry.data ? `Change ${dry.data.changed}` : 'Change'}
          </Button>
        </>
      }
    >
      <div className="min-h-40 space-y-4">
        {kind === 'tag' ? <BulkTag onChange={setChange} /> : null}
        {kind === 'assign' ? <BulkAssign onChange={setChange} /> : null}
        {kind === 'state' ? <BulkMove onChange={setChange} /> : null}
        {dry.isFetching || change !== counted || apply.isPending ? <Progress label="Counting" /> : null}
        {dry.isError ? <Notice tone="bad">{sentenceOf(dry.error)}</Notice> : null}
        {dry.data ? <DryCount reply={dry.data} /> : null}
      </div>
    </Dialog>
  );
}

function DryCount({ reply }: { reply: BulkReply }) {
  const refused = refusedWords(reply.refused);
  return (
    <Notice tone={refused ? 'warn' : 'info'}>
      {reply.changed} would change. {refused ? `${refused}.` : null}
    </Notice>
  );
}
