import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScimSettings } from '#contracts/scim.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call, type Method } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toast, toastError } from '../../ui/toast.tsx';

export const scimQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'scim'],
    queryFn: ({ signal }) => call<ScimSettings>('GET', `/workspaces/${workspaceId}/scim`, { signal }),
  });

interface ScimChange {
  readonly method: Method;
  /** Below `/workspaces/:workspaceId/scim`. */
  readonly path: string;
  readonly body?: unknown;
}

/** Changes a part of the workspace's directory, says so, and reads all of it anew. */
export function useScimChange<Reply = unknown>(done: string | undefined, onDone?: (reply: Reply) => void) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: ScimChange) =>
      call<Reply>(method, `/workspaces/${workspace.id}/scim${path}`, body === undefined ? {} : { body }),
    onSuccess: (reply) => {
      if (done !== undefined) toast(done);
      onDone?.(reply);
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: scimQuery(workspace.id).queryKey }),
  });
}
