import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invitation } from '#contracts/members.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { invitationsQuery, membersKey } from './member.queries.ts';
import { ROLE_NAMES } from './role-names.ts';

/** Invitations that still wait for an answer. */
export function InvitationPanel() {
  const { workspace } = usePlace();
  const waiting = useQuery(invitationsQuery(workspace.id));
  const items = waiting.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="Invited">
      <ul className="divide-y divide-line">
        {items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Panel>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `/workspaces/${workspace.id}/invitations/${invitation.id}`;
  const common = {
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: membersKey(workspace.id) }),
  };
  const resend = useMutation({
    mutationFn: () => call('POST', `${path}/deliveries`),
    onSuccess: () => toast('Sent again'),
    ...common,
  });
  const cancel = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: () => toast('The invitation is cancelled'),
    ...common,
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 grow basis-56">
        <p className="truncate font-medium">{invitation.email}</p>
        <p className="text-ink-faint text-sm">
          {ROLE_NAMES[invitation.role]}, invited by {invitation.invitedBy}; runs out{' '}
          <Moment at={invitation.expiresAt} />
        </p>
      </div>
      <Button size="sm" busy={resend.isPending} onClick={() => resend.mutate()}>
        Send again
      </Button>
      <Button size="sm" look="ghost" busy={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    </li>
  );
}
