import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { CaseImport } from '#contracts/case-imports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { toastError } from '../../ui/toast.tsx';
import { importPath, importsQuery } from './imports.queries.ts';

/** Throws a file away that nothing was made of. */
export function DiscardButton({ one }: { one: CaseImport }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const discard = useMutation({
    mutationFn: () => call('DELETE', importPath(workspace.id, one.id)),
    onSuccess: () => navigate({ to: '/w/$workspaceId/import', params: { workspaceId: workspace.id } }),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(workspace.id).queryKey, exact: true }),
  });
  return (
    <Button busy={discard.isPending} onClick={() => discard.mutate()}>
      Discard the file
    </Button>
  );
}
