import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CaseContent, CaseCreate, CaseCreated } from '#contracts/cases.ts';
import type { Draft, NewDraftWrite } from '#contracts/drafts.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { EMPTY_CONTENT, filledUp } from './case-content.ts';
import { ContentForm } from './content-form.tsx';
import { SaveStateLine } from './save-state.tsx';
import { StartFrom } from './start-from.tsx';
import { useAutosave } from './use-autosave.ts';
import { inSentence } from './workspace-words.ts';

export function NewCaseForm({ draft }: { draft: Draft | undefined }) {
  const { workspace } = usePlace();
  const { caseTypes } = useWorkspace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draftId] = useState(() => draft?.id ?? crypto.randomUUID());
  const [kept, setKept] = useState(draft !== undefined);
  const [type, setType] = useState(draft?.type ?? caseTypes[0]?.key ?? '');
  const [content, setContent] = useState<CaseContent>(() => filledUp(draft?.content ?? {}, EMPTY_CONTENT));
  const path = `/workspaces/${workspace.id}`;
  const autosave = useAutosave(async (body: NewDraftWrite) => {
    await call('PUT', `${path}/drafts/${draftId}`, { body });
    setKept(true);
  });
  const change = (nextType: string, next: CaseContent) => {
    setType(nextType);
    setContent(next);
    autosave.change({ type: nextType, content: next });
  };
  const leave = () => client.invalidateQueries({ queryKey: ['w', workspace.id] });
  const create = useMutation({
    mutationFn: async (body: CaseCreate) => {
      await autosave.flush();
      return call<CaseCreated>('POST', `${path}/cases`, { body });
    },
    onSuccess: async (made) => {
      await autosave.stop();
      toast(`#${made.number} is written down`);
      await navigate({
        to: '/w/$workspaceId/cases/$caseId',
        params: { workspaceId: workspace.id, caseId: made.id },
        replace: true,
      });
      await leave();
    },
  });
  const discard = async () => {
    await autosave.stop();
    if (kept)
      await call('DELETE', `${path}/drafts/${draftId}`).catch((error: Error) => toastError(error.message));
    await leave();
    await navigate({ to: '/w/$workspaceId/cases', params: { workspaceId: workspace.id } });
  };
  const errors = create.isError ? fieldErrors(create.error) : {};
  const used = kept || autosave.state === 'waiting' || autosave.state === 'saving';
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        create.mutate({ ...content, type, ...(used ? { draftId } : {}) });
      }}
    >
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      <StartFrom
        type={type}
        untouched={autosave.state === 'clean' && !kept}
        onType={(next) => change(next, content)}
        onTemplate={(next, from) => change(next, from)}
      />
      <ContentForm
        content={content}
        type={caseTypes.find(({ key }) => key === type)}
        errors={errors}
        evidenceUrl={() => ''}
        onChange={(next) => change(type, next)}
      />
      <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-line border-t bg-canvas py-3">
        <div className="grow">
          <SaveStateLine state={autosave.state} />
        </div>
        <Button onClick={() => void discard()}>Throw away</Button>
        <Button type="submit" look="primary" busy={create.isPending}>
          Save {inSentence(workspace.labels.case)}
        </Button>
      </div>
    </form>
  );
}
