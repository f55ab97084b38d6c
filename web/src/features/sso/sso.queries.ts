import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SsoSettings } from '#contracts/sso.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call, type Method } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toast, toastError } from '../../ui/toast.tsx';

export const ssoQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'sso'],
    queryFn: ({ signal }) => call<SsoSettings>('GET', `/workspaces/${workspaceId}/sso`, { signal }),
  });

export type SsoChange = {
  method: Method;
  /** Below `/workspaces/:workspaceId/sso`. */
  path: string;
  body?: unknown;
  ifMatch?: string;
};

/** Changes a part of the workspace's single sign-on, says so, and reads all of it anew. */
export function useSsoChange<Reply = unknown>(done: string | undefined, { silent = false } = {}) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, ...options }: SsoChange) =>
      call<Reply>(method, `/workspaces/${workspace.id}/sso${path}`, options),
    onSuccess: () => {
      if (done !== undefined) toast(done);
    },
    // A form shows by its fields what was wrong; what has none says it here.
    onError: (error) => {
      if (!silent) toastError(sentenceOf(error));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ssoQuery(workspace.id).queryKey }),
  });
}
