import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AcceptAgreement, Acceptance, AgreementText } from '#contracts/agreement.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { agreementPath, agreementQuery } from './agreement.queries.ts';

const FIELDS = [
  ['organisation', 'Organisation', 'The controller, as the agreement names it.', 200],
  ['name', 'Your name', undefined, 120],
  ['role', 'Your function', 'You may bind the organisation, for instance as its managing director.', 120],
] as const;

/** Who accepts this very version, and for whom. */
export function AcceptDialog({ text, onClose }: { text: AgreementText; onClose: () => void }) {
  const { session, workspace } = usePlace();
  const client = useQueryClient();
  const [form, setForm] = useState({ organisation: workspace.name, name: session.user.name, role: '' });
  const accept = useMutation({
    mutationFn: (body: AcceptAgreement) =>
      call<Acceptance>('POST', `${agreementPath(workspace.id)}/acceptances`, { body }),
    onSuccess: () => {
      toast('Accepted. The signed record is below.');
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: agreementQuery(workspace.id).queryKey }),
  });
  const errors = accept.error ? fieldErrors(accept.error) : {};
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Accept the agreement"
      lead={`Version ${text.version}. Name, function, time and the digest of the text are kept, signed.`}
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          accept.mutate({ digest: text.digest, ...form });
        }}
      >
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        {FIELDS.map(([key, label, hint, maxLength]) => (
          <Field key={key} label={label} hint={hint} error={errors[key]}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={maxLength}
                value={form[key]}
                onChange={(event) => setForm({ ...form, [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={accept.isPending} disabled={form.role.trim() === ''}>
            Accept
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
