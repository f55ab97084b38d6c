import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Role } from '#contracts/common.ts';
import type { Invitation, InvitationCreate } from '#contracts/members.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { membersKey } from './member.queries.ts';
import { ROLE_DUTIES, ROLE_NAMES } from './role-names.ts';
import { rolesUpTo } from './roles-up-to.ts';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [form, setForm] = useState<InvitationCreate>({ email: '', role: 'member' });
  const invite = useMutation({
    mutationFn: (body: InvitationCreate) =>
      call<Invitation>('POST', `/workspaces/${workspace.id}/invitations`, { body }),
    onSuccess: ({ email }) => {
      toast(`An invitation is on its way to ${email}`);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: membersKey(workspace.id) }),
  });
  const errors = invite.isError ? fieldErrors(invite.error) : {};
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite someone"
      lead="The link in the mail works once, for seven days, for this address only."
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          invite.mutate({ ...form, email: form.email.trim() });
        }}
      >
        <Field label="E-mail address" error={errors.email ?? errors['']}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              autoFocus
              value={form.email}
              onChange={(event) => setForm({ ...form, email: event.target.value })}
            />
          )}
        </Field>
        <Field label="Role" hint={ROLE_DUTIES[form.role]} error={errors.role}>
          {(control) => (
            <Select
              {...control}
              choices={rolesUpTo(workspace.role).map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
              value={form.role}
              onChange={(event) => setForm({ ...form, role: event.target.value as Role })}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={invite.isPending}>
            Send the invitation
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
