import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Case, Step, TransitionRequest } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { casePath, caseQuery } from './case.queries.ts';
import { stateLabel } from './workspace-words.ts';

/** The ways on from this state that the reader may take. */
export function CaseSteps({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const words = useWorkspace();
  const client = useQueryClient();
  const [asking, setAsking] = useState<Step | undefined>();
  const move = useMutation({
    mutationFn: (body: TransitionRequest) =>
      call<Case>('POST', `${casePath(workspace.id, of.id)}/transitions`, { body, ifMatch: ifMatchOf(of) }),
    onSuccess: (moved) => {
      client.setQueryData(caseQuery(workspace.id, of.id).queryKey, moved);
      setAsking(undefined);
      toast(`Now: ${stateLabel(words, moved)}`);
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  return (
    <>
      {of.steps.map((step, at) => (
        <Button
          key={step.to}
          look={at === 0 && !step.reasonRequired ? 'primary' : 'plain'}
          busy={move.isPending && move.variables.to === step.to}
          onClick={() => (step.reasonRequired ? setAsking(step) : move.mutate({ to: step.to }))}
        >
          {step.label}
        </Button>
      ))}
      {asking ? (
        <ReasonDialog
          step={asking}
          busy={move.isPending}
          error={move.error}
          onClose={() => setAsking(undefined)}
          onReason={(reason) => move.mutate({ to: asking.to, reason })}
        />
      ) : null}
    </>
  );
}

type ReasonDialogProps = {
  step: Step;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onReason: (reason: string) => void;
};

function ReasonDialog({ step, busy, error, onClose, onReason }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={step.label}
      lead="This step goes into the timeline with its reason."
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onReason(reason.trim());
        }}
      >
        {error ? <Notice tone="bad">{sentenceOf(error)}</Notice> : null}
        <Field label="Reason">
          {(control) => (
            <Textarea
              {...control}
              required
              maxLength={1000}
              rows={3}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={reason.trim() === ''}>
            {step.label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
