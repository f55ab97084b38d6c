import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Retention, RetentionPreview, RetentionRule, RetentionWrite } from '#contracts/retention.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { retentionPath, retentionQuery } from './retention.queries.ts';
import { previewLines } from './retention-words.ts';

type PreviewDialogProps = {
  rules: readonly RetentionRule[];
  preview: RetentionPreview;
  onClose: () => void;
};

/** What would go by these rules today; from here they are saved. */
export function PreviewDialog({ rules, preview, onClose }: PreviewDialogProps) {
  const { workspace } = usePlace();
  const { caseTypes } = useWorkspace();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: RetentionWrite) => call<Retention>('PUT', retentionPath(workspace.id), { body }),
    onSuccess: (retention) => {
      client.setQueryData(retentionQuery(workspace.id).queryKey, retention);
      toast('Saved. New rules count from tomorrow.');
      onClose();
    },
  });
  const lines = previewLines(preview, (key) => caseTypes.find((type) => type.key === key)?.label ?? key);
  return (
    <Dialog open onClose={onClose} title="What would go">
      <div className="space-y-4 pb-3">
        {lines.length === 0 ? (
          <p className="text-ink-soft">Nothing is past these times today.</p>
        ) : (
          <>
            <p className="text-ink-soft">If these rules counted today, this would be deleted for good:</p>
            <ul className="list-disc space-y-1 pl-5">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
        <p className="text-ink-soft">They count from tomorrow; until then they can be changed back.</p>
        {save.isError ? (
          <Notice tone="bad">{sentenceOf(save.error)} Close this and look at the preview again.</Notice>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Back</Button>
          <Button
            look={preview.total > 0 ? 'danger' : 'primary'}
            busy={save.isPending}
            onClick={() => save.mutate({ rules: [...rules], previewed: preview.total })}
          >
            Save the rules
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
