import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import FileUp from 'lucide-react/icons/file-up';
import { useState } from 'react';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { DropTarget } from '../../ui/drop-target.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toastError } from '../../ui/toast.tsx';
import { importsQuery } from './imports.queries.ts';
import { sendImport } from './send-import.ts';

/** Where a file is dropped or chosen; once it is sent, the way leads to its columns. */
export function FileDrop() {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => sendImport(workspace.id, file, setShare),
    onSuccess: ({ id }) =>
      navigate({
        to: '/w/$workspaceId/import/$importId',
        params: { workspaceId: workspace.id, importId: id },
      }),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(workspace.id).queryKey }),
  });
  const take = (file: File | undefined) => {
    if (file === undefined || send.isPending) return;
    setShare(0);
    send.mutate(file);
  };
  return (
    <DropTarget
      label="The file"
      inputLabel="CSV file"
      accept=".csv,.tsv,.txt,text/csv"
      onFiles={([file]) => take(file)}
      className="flex-col gap-3 rounded-lg px-6 py-10"
    >
      {(choose) => (
        <>
          <Button
            look="primary"
            icon={<FileUp aria-hidden className="size-4" />}
            busy={send.isPending}
            onClick={choose}
          >
            Choose a CSV file
          </Button>
          <p className="text-ink-soft">or drop it here</p>
          <p className="max-w-md text-balance text-ink-faint text-sm">
            Comma, semicolon or tab; UTF-8, UTF-16 or as older Excel writes it. Nothing is made before you
            have seen a check of every row.
          </p>
          {send.isPending ? (
            <div className="w-full max-w-xs">
              <Progress label="How much is sent" value={share} />
            </div>
          ) : null}
        </>
      )}
    </DropTarget>
  );
}
