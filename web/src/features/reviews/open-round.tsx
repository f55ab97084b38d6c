import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { ReviewRound, RoundOpen } from '#contracts/reviews.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { reviewersQuery, roundsPath } from './review.queries.ts';
import { fewestReviewers, ruleWords } from './review-words.ts';

/** Asks people to review the case as it stands. */
export function OpenRound({ of, rule }: { of: Case; rule: ReviewRule }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const reviewers = useQuery(reviewersQuery(workspace.id, of.id));
  const [chosen, setChosen] = useState<string[]>([]);
  const [coverNote, setCoverNote] = useState('');
  const open = useMutation({
    mutationFn: (body: RoundOpen) =>
      call<ReviewRound>('POST', roundsPath(workspace.id, of.id), { body, ifMatch: ifMatchOf(of) }),
    onSuccess: () => toast('The review is open'),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  return (
    <form
      className="space-y-3 rounded-md border border-line p-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        open.mutate({ reviewerIds: chosen, coverNote: coverNote.trim() });
      }}
    >
      <h2 className="font-semibold">Ask for a review</h2>
      <p className="text-ink-soft text-sm">{ruleWords(rule)} While it is open, the text is locked.</p>
      {open.isError ? <Notice tone="bad">{sentenceOf(open.error)}</Notice> : null}
      <fieldset className="rounded-md border border-line">
        <legend className="mx-2 px-1 font-medium text-sm">Reviewers</legend>
        <PickList
          what="reviewers"
          picks={(reviewers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          chosen={chosen}
          onChange={setChosen}
        />
      </fieldset>
      <Field label="Cover note" optional>
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            rows={2}
            value={coverNote}
            onChange={(event) => setCoverNote(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        look="primary"
        busy={open.isPending}
        disabled={chosen.length < fewestReviewers(rule)}
      >
        Ask for a review
      </Button>
    </form>
  );
}
