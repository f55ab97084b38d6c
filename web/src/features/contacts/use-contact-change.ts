import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, type Method } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { contactPath, contactsKey } from './contacts.queries.ts';

type Change = { method: Method; at: string; body?: unknown };

/** A change of one contact. It is over once what is shown has been read anew. */
export function useContactChange(id: string, onDone?: () => void) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, at, body }: Change) =>
      call<unknown>(method, `${contactPath(workspace.id, id)}${at}`, { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: contactsKey(workspace.id) });
      onDone?.();
    },
  });
}
