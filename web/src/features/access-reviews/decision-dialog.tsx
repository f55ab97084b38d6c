import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AccessReview, ReviewDecision, ReviewedMember } from '#contracts/access-reviews.ts';
import type { Role } from '#contracts/common.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { ROLE_NAMES } from '../members/role-names.ts';
import { accessReviewQuery, accessReviewsQuery, reviewsPath } from './review.queries.ts';

type DecisionDialogProps = { reviewId: string; entry: ReviewedMember; onClose: () => void };
type Kind = ReviewDecision['decision'];

/** A word on a member, with the reason for it. */
export function DecisionDialog({ reviewId, entry, onClose }: DecisionDialogProps) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const { member, lowerTo, removable } = entry;
  const [kind, setKind] = useState<Kind>('keep');
  const [role, setRole] = useState<Role | undefined>(lowerTo[0]);
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (body: ReviewDecision) =>
      call<AccessReview>('PUT', `${reviewsPath(workspace.id)}/${reviewId}/members/${member.id}/decision`, {
        body,
      }),
    onSuccess: (review) => {
      client.setQueryData(accessReviewQuery(workspace.id, reviewId).queryKey, review);
      onClose();
      return client.invalidateQueries({ queryKey: accessReviewsQuery(workspace.id).queryKey });
    },
  });
  const errors = decide.isError ? fieldErrors(decide.error) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = reason.trim();
    if (kind !== 'lower') decide.mutate({ decision: kind, reason: said });
    else if (role !== undefined) decide.mutate({ decision: 'lower', role, reason: said });
  };
  const choices: { value: Kind; label: string }[] = [
    { value: 'keep', label: 'Keep as they are' },
    ...(lowerTo.length > 0 ? [{ value: 'lower' as const, label: 'Lower the role' }] : []),
    ...(removable ? [{ value: 'remove' as const, label: 'Remove from the workspace' }] : []),
  ];
  return (
    <Dialog open onClose={onClose} title={member.name} lead="In force with their next request.">
      <form onSubmit={submit} className="space-y-4 pb-3">
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <Field label="What becomes of them">
          {(control) => (
            <Select
              {...control}
              choices={choices}
              value={kind}
              onChange={(event) => setKind(event.target.value as Kind)}
            />
          )}
        </Field>
        {kind === 'lower' ? (
          <Field label="New role" error={errors.role}>
            {(control) => (
              <Select
                {...control}
                choices={lowerTo.map((one) => ({ value: one, label: ROLE_NAMES[one] }))}
                value={role}
                onChange={(event) => setRole(event.target.value as Role)}
              />
            )}
          </Field>
        ) : null}
        <Field label="Reason" hint="Kept with the outcome." error={errors.reason}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={kind === 'remove' ? 'danger' : 'primary'} busy={decide.isPending}>
            Say so
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
