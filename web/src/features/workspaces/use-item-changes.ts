import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, workspaceQuery } from '../../app/workspace-context.ts';
import { toastError } from '../../ui/toast.tsx';

type Kind = 'tags' | 'categories' | 'templates';

/** Adding, changing and deleting what a workspace keeps lists of. */
export function useItemChanges<Write>(kind: Kind) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `/workspaces/${workspace.id}/${kind}`;
  const common = {
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceQuery(workspace.id).queryKey }),
  };
  const add = useMutation({ mutationFn: (body: Write) => call('POST', path, { body }), ...common });
  const change = useMutation({
    mutationFn: ({ id, body }: { id: string; body: Write }) =>
      call(kind === 'templates' ? 'PUT' : 'PATCH', `${path}/${id}`, { body }),
    ...common,
  });
  const remove = useMutation({ mutationFn: (id: string) => call('DELETE', `${path}/${id}`), ...common });
  return { add, change, remove };
}
