import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Member, MemberPatch } from '#contracts/members.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toast, toastError } from '../../ui/toast.tsx';
import { membersKey } from './member.queries.ts';

/** What can be done to a member; the server refuses what is above one's own role. */
export function useMemberChanges(member: Member) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `/workspaces/${workspace.id}/members/${member.userId}`;
  const common = {
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: membersKey(workspace.id) }),
  };
  const patch = useMutation({
    mutationFn: (body: MemberPatch) => call<Member>('PATCH', path, { body, ifMatch: ifMatchOf(member) }),
    ...common,
  });
  const suspend = useMutation({
    mutationFn: (on: boolean) =>
      on ? call('PUT', `${path}/suspension`, { body: {} }) : call('DELETE', `${path}/suspension`),
    onSuccess: (_, on) => {
      if (on) toast(`${member.name} is suspended`, () => suspend.mutate(false));
      else toast(`${member.name} is back`);
    },
    ...common,
  });
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: () => toast(`${member.name} is removed`),
    ...common,
  });
  return { patch, suspend, remove };
}
