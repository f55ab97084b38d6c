import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RetentionPreview, RetentionRule } from '#contracts/retention.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { toastError } from '../../ui/toast.tsx';
import { ClassRules } from './class-rules.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { retentionPath } from './retention.queries.ts';
import { CLASSES } from './retention-words.ts';

/** The rules as they are being changed. They are saved by whoever has seen what goes. */
export function RetentionForm({ kept }: { kept: readonly RetentionRule[] }) {
  const { workspace } = usePlace();
  const [rules, setRules] = useState(kept);
  const look = useMutation({
    mutationFn: () =>
      call<RetentionPreview>('POST', `${retentionPath(workspace.id)}/what-if`, { body: { rules } }),
    onError: (error) => toastError(sentenceOf(error)),
  });
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        look.mutate();
      }}
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {CLASSES.map((name) => (
          <ClassRules key={name} name={name} rules={rules} onChange={setRules} />
        ))}
      </ul>
      <Button type="submit" look="primary" busy={look.isPending}>
        Preview
      </Button>
      {look.data ? <PreviewDialog rules={rules} preview={look.data} onClose={look.reset} /> : null}
    </form>
  );
}
