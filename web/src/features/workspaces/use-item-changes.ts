import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isLostUpdate, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace, workspaceQuery } from '../../app/workspace-context.ts';
import { toastError } from '../../ui/toast.tsx';

type Kind = 'tags' | 'categories' | 'templates';
type Versioned = { id: string; version: number };

/** Adding, changing and deleting what a workspace keeps lists of. */
export function useItemChanges<Write>(kind: Kind) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = `/workspaces/${workspace.id}/${kind}`;
  const common = {
    // A lost update is told where it was typed.
    onError: (error: Error) => (isLostUpdate(error) ? undefined : toastError(sentenceOf(error))),
    onSettled: () => client.invalidateQueries({ queryKey: workspaceQuery(workspace.id).queryKey }),
  };
  const add = useMutation({ mutationFn: (body: Write) => call('POST', path, { body }), ...common });
  const change = useMutation({
    mutationFn: ({ of, body }: { of: Versioned; body: Write }) =>
      call(kind === 'templates' ? 'PUT' : 'PATCH', `${path}/${of.id}`, { body, ifMatch: ifMatchOf(of) }),
    ...common,
  });
  const remove = useMutation({ mutationFn: (id: string) => call('DELETE', `${path}/${id}`), ...common });
  return { add, change, remove };
}
