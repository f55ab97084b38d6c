import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  GRACE_DAYS,
  type WorkspaceDeletion,
  type WorkspaceDeletionRequest,
  type WorkspaceLoss,
} from '#contracts/erasure.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { sizeWords } from '../evidence/file-words.ts';
import { deletionsQuery, lossQuery } from './erasure.queries.ts';
import { counted, refusalWords } from './erasure-words.ts';

/** Where an owner deletes the workspace: what is lost, its name typed, and 30 days to undo it. */
export function DeletionSection() {
  const { workspace } = usePlace();
  const { data: loss } = useQuery(lossQuery(workspace.id));
  const [asking, setAsking] = useState(false);
  return (
    <section className="space-y-3 border-line border-t pt-5" aria-labelledby="deletion-title">
      <h2 id="deletion-title" className="font-semibold">
        Delete the workspace
      </h2>
      <p className="max-w-xl text-ink-soft">
        It is shut for everybody at once. For {GRACE_DAYS} days any owner can undo it; then its keys are
        destroyed, with them all it holds, here and in every backup.
      </p>
      {loss && loss.holds > 0 ? (
        <Notice tone="warn">
          {counted(loss.holds, 'case or contact is', 'cases and contacts are')} under a legal hold. The
          workspace stays until every hold is lifted.
        </Notice>
      ) : null}
      <Button look="danger" disabled={loss === undefined || loss.holds > 0} onClick={() => setAsking(true)}>
        Delete the workspace
      </Button>
      {asking && loss ? <DeletionDialog loss={loss} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function DeletionDialog({ loss, onClose }: { loss: WorkspaceLoss; onClose: () => void }) {
  const { name, id } = useWorkspace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: (body: WorkspaceDeletionRequest) =>
      call<WorkspaceDeletion>('POST', `/workspaces/${id}/deletion`, { body }),
    onSuccess: async () => {
      toast(`${name} is shut. You can undo it for ${GRACE_DAYS} days.`);
      await client.invalidateQueries({ queryKey: deletionsQuery.queryKey });
      await navigate({ to: '/account/data', replace: true });
      client.removeQueries({ queryKey: ['w', id] });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => remove.mutate({ confirm: name })}
      title={`Delete ${name}?`}
      action="Delete the workspace"
      typed={name}
      busy={remove.isPending}
    >
      <div className="space-y-3">
        <p>What is lost:</p>
        <ul className="list-disc space-y-1 pl-5">
          <li>{counted(loss.cases, 'case')} with comments, reviews and timelines</li>
          <li>
            {counted(loss.files, 'file')}, {sizeWords(loss.bytes)}
          </li>
          <li>the access of {counted(loss.members, 'member')}, whose accounts stay</li>
          <li>tokens, connections, settings and saved views</li>
        </ul>
        <p>Make an export first if any of it may be needed. The audit log stays, without names.</p>
        {remove.isError ? <Notice tone="bad">{refusalWords(remove.error)}</Notice> : null}
      </div>
    </ConfirmDialog>
  );
}
