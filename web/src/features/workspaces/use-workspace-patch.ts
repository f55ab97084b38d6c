import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Workspace, WorkspacePatch } from '#contracts/workspaces.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { workspaceQuery } from '../../app/workspace-context.ts';
import { toast } from '../../ui/toast.tsx';

/** Saves settings on the version that was shown; what others changed meanwhile is never overwritten. */
export function useWorkspacePatch(workspace: Workspace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WorkspacePatch) =>
      call<Workspace>('PATCH', `/workspaces/${workspace.id}`, { body, ifMatch: ifMatchOf(workspace) }),
    onSuccess: (saved) => {
      client.setQueryData(workspaceQuery(workspace.id).queryKey, saved);
      toast('Saved');
      return client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}
