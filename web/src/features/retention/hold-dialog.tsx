import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Held, HoldWrite } from '#contracts/retention.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';

interface Props {
  kind: 'case' | 'contact';
  of: { readonly id: string; readonly legalHold: boolean };
  onClose: () => void;
}

const HINTS = {
  case: 'Kept in the timeline, for everybody who sees the case.',
  contact: 'Kept on the page, for everybody who sees the contact.',
};

/** Puts a case or a contact under a legal hold, or lifts it; the reason is kept with it. */
export function HoldDialog({ kind, of, onClose }: Props) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const path = `/workspaces/${workspace.id}/${kind}s/${of.id}/legal-hold`;
  const change = useMutation({
    mutationFn: (body: HoldWrite) =>
      of.legalHold ? call<Held>('POST', `${path}/lifting`, { body }) : call<Held>('PUT', path, { body }),
    onSuccess: () => {
      toast(of.legalHold ? 'The legal hold is lifted' : 'Nothing of it can be deleted from now on');
      onClose();
      return client.invalidateQueries({ queryKey: ['w', workspace.id] });
    },
  });
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={of.legalHold ? 'Lift the legal hold?' : 'Put it under a legal hold'}
      lead={
        of.legalHold
          ? 'Retention and people with the right to may delete it and what is on it again.'
          : 'Nothing of it is deleted, by anybody or by retention, until the hold is lifted. It can be worked on as before.'
      }
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          change.mutate({ reason: reason.trim() });
        }}
      >
        {change.isError ? <Notice tone="bad">{sentenceOf(change.error)}</Notice> : null}
        <Field label="Reason" hint={HINTS[kind]}>
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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={change.isPending} disabled={reason.trim() === ''}>
            {of.legalHold ? 'Lift the hold' : 'Place the hold'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
