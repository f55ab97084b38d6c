import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case, CaseContent } from '#contracts/cases.ts';
import type { Draft } from '#contracts/drafts.ts';
import { ApiError, fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Notice } from '../../ui/state.tsx';
import { caseKey, casePath } from './case.queries.ts';
import { changedContent, contentOf, filledUp } from './case-content.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { ContentForm } from './content-form.tsx';
import { SaveStateLine } from './save-state.tsx';
import { useCaseSave } from './use-case-save.ts';

type CaseEditorProps = { of: Case; evidenceUrl: (id: string) => string; onDone: () => void };

/** Begins with the typing that was kept, if there is any; the version it began from goes with it. */
export function CaseEditor({ of, evidenceUrl, onDone }: CaseEditorProps) {
  const { workspace } = usePlace();
  const draft = useQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'draft'],
    queryFn: () => readDraft(`${casePath(workspace.id, of.id)}/draft`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (draft.isPending) return <Skeleton className="h-96" />;
  return <Editor of={of} draft={draft.data ?? null} evidenceUrl={evidenceUrl} onDone={onDone} />;
}

async function readDraft(path: string): Promise<Draft | null> {
  try {
    return await call<Draft>('GET', path);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

function Editor({ of, draft, evidenceUrl, onDone }: CaseEditorProps & { draft: Draft | null }) {
  const { caseTypes } = useWorkspace();
  // The base stays what the writer saw, whatever others save meanwhile: that is how a clash is noticed.
  const [{ base, kept }] = useState({ base: of, kept: draft });
  const [content, setContent] = useState<CaseContent>(() =>
    kept ? filledUp(kept.content, contentOf(base)) : contentOf(base),
  );
  const save = useCaseSave(base, kept?.baseVersion ?? base.version, onDone);
  const errors = save.error ? fieldErrors(save.error) : {};
  const mine = changedContent(contentOf(base), content);
  const change = (next: CaseContent) => {
    setContent(next);
    save.keep(changedContent(contentOf(base), next));
  };
  return (
    <form
      aria-label="Edit"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.submit(mine);
      }}
    >
      {kept ? (
        <Notice tone="info">
          This is your typing of <Moment at={kept.savedAt} />, not saved yet.
        </Notice>
      ) : null}
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <ContentForm
        content={content}
        type={caseTypes.find(({ key }) => key === of.type)}
        errors={errors}
        evidenceUrl={evidenceUrl}
        onChange={change}
      />
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-2 border-line border-t bg-canvas px-1 py-3">
        <div className="grow">
          <SaveStateLine state={save.draftState} />
        </div>
        <Button onClick={save.discard}>Throw away</Button>
        <Button type="submit" look="primary" busy={save.busy}>
          Save
        </Button>
      </div>
      {save.conflict ? (
        <ConflictDialog
          mine={mine}
          conflict={save.conflict}
          busy={save.busy}
          onClose={save.closeConflict}
          onSettle={save.submitOver}
        />
      ) : null}
    </form>
  );
}
