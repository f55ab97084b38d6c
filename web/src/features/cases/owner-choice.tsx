import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Case, OwnerWrite } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Person } from '../../ui/avatar.tsx';
import { Select } from '../../ui/input.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { casePath, caseQuery } from './case.queries.ts';
import { usePeople } from './people.ts';

export function OwnerChoice({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const people = usePeople();
  const change = useMutation({
    mutationFn: ({ ownerId, over }: OwnerWrite & { over: Case }) =>
      call<Case>('PUT', `${casePath(workspace.id, of.id)}/owner`, {
        body: { ownerId },
        ifMatch: ifMatchOf(over),
      }),
    onSuccess: (changed, { over }) => {
      client.setQueryData(caseQuery(workspace.id, of.id).queryKey, changed);
      toast(`${changed.owner.name} is the owner now`, () =>
        change.mutate({ ownerId: over.owner.id, over: changed }),
      );
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  });
  if (!of.actions.includes('case.staff') || people.length === 0) return <Person name={of.owner.name} />;
  return (
    <Select
      quiet
      className="-ml-1.5"
      aria-label={workspace.labels.owner}
      choices={withCurrent(of, people)}
      value={of.owner.id}
      disabled={change.isPending}
      onChange={(event) => change.mutate({ ownerId: event.target.value, over: of })}
    />
  );
}

/** The owner may no longer be a member; the list still has to say who it is. */
function withCurrent(of: Case, people: ReturnType<typeof usePeople>) {
  const choices = people.map(({ userId, name }) => ({ value: userId, label: name }));
  return choices.some(({ value }) => value === of.owner.id)
    ? choices
    : [{ value: of.owner.id, label: of.owner.name }, ...choices];
}
