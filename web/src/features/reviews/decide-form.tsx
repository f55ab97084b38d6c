import { useMutation, useQueryClient } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import { useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { Decision, DecisionWrite, ReviewRound } from '#contracts/reviews.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { roundsPath } from './review.queries.ts';

/** The decision of the reviewer who is asked. Anything but an approval has to say what is missing. */
export function DecideForm({ of, round }: { of: Case; round: ReviewRound }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const decide = useMutation({
    mutationFn: (body: DecisionWrite) =>
      call<ReviewRound>('POST', `${roundsPath(workspace.id, of.id)}/${round.id}/decisions`, { body }),
    onSuccess: () => toast('Your decision is given'),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  const give = (decision: Decision) => {
    const silent = decision !== 'approve' && comment.trim() === '';
    setMissing(silent);
    if (!silent) decide.mutate({ decision, comment: comment.trim() });
  };
  const refused = decide.isError
    ? (fieldErrors(decide.error).comment ?? sentenceOf(decide.error))
    : undefined;
  const busy = (decision: Decision) => decide.isPending && decide.variables.decision === decision;
  return (
    <fieldset className="space-y-3 rounded-md bg-accent-soft p-3">
      <legend className="sr-only">Your decision</legend>
      <p className="font-medium">You are asked to decide</p>
      <Field label="Comment" error={missing ? 'Say what is missing.' : refused}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={5000}
            rows={3}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          busy={busy('approve')}
          icon={<Check aria-hidden className="size-4" />}
          onClick={() => give('approve')}
        >
          Approve
        </Button>
        <Button busy={busy('revision')} onClick={() => give('revision')}>
          Ask for revision
        </Button>
        <Button busy={busy('reject')} onClick={() => give('reject')}>
          Reject
        </Button>
      </div>
    </fieldset>
  );
}
