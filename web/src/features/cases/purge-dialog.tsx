import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Case, PurgeRequest } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { inSentence } from './workspace-words.ts';

/** The one way to destroy a case: says what goes with it, wants its title and a reason. */
export function PurgeDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [confirm, setConfirm] = useState('');
  const [reason, setReason] = useState('');
  const purge = useMutation({
    mutationFn: (body: PurgeRequest) => call('POST', `${casePath(workspace.id, of.id)}/purge`, { body }),
    onSuccess: async () => {
      toast(`#${of.number} is gone for good`);
      await navigate({ to: '/w/$workspaceId/cases', params: { workspaceId: workspace.id }, replace: true });
      client.removeQueries({ queryKey: caseKey(workspace.id, of.id) });
      await client.invalidateQueries({ queryKey: ['w', workspace.id] });
    },
  });
  const ready = confirm.trim() === of.title && reason.trim() !== '';
  return (
    <Dialog open sticky onClose={onClose} title={`Purge this ${inSentence(workspace.labels.case)} for good?`}>
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (ready) purge.mutate({ confirm: confirm.trim(), reason: reason.trim() });
        }}
      >
        <p className="text-ink-soft">
          Its text, all evidence, comments, reviews and its timeline are destroyed. Nobody can bring them
          back. The audit log keeps that it existed, who purged it, and why.
        </p>
        {purge.isError ? <Notice tone="bad">{sentenceOf(purge.error)}</Notice> : null}
        <Field label="Reason">
          {(control) => (
            <Textarea
              {...control}
              required
              maxLength={1000}
              rows={2}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Field label={`Type the title: ${of.title}`}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={confirm}
              onChange={(event) => setConfirm(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="danger" busy={purge.isPending} disabled={!ready}>
            Purge for good
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
