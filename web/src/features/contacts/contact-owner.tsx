import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Contact, ContactMade } from '#contracts/contacts.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Select } from '../../ui/input.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { usePeople } from '../cases/index.ts';
import { contactPath, contactsKey } from './contacts.queries.ts';

type Move = { readonly to: string; readonly from: string; readonly version: number };

/** Who answers for a contact; whoever staffs cases chooses somebody else. */
export function ContactOwner({ contact }: { contact: Contact }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const people = usePeople();
  const mayChoose = useMay('case.staff') && contact.actions.includes('work.edit');
  const move = useMutation({
    mutationFn: ({ to, version }: Move) =>
      call<ContactMade>('PATCH', contactPath(workspace.id, contact.id), {
        body: { ownerId: to },
        ifMatch: ifMatchOf({ version }),
      }),
    onSuccess: ({ version }, { to, from }) => {
      const name = people.find(({ userId }) => userId === to)?.name ?? contact.owner.name;
      toast(`${name} is the owner now`, () => move.mutate({ to: from, from: to, version }));
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: contactsKey(workspace.id) }),
  });
  if (!mayChoose || contact.state !== 'active' || people.length === 0) return contact.owner.name;
  const { owner, version } = contact;
  const choices = people.map(({ userId, name }) => ({ value: userId, label: name }));
  const there = choices.some(({ value }) => value === owner.id);
  return (
    <Select
      quiet
      className="-ml-1.5"
      aria-label="Owner"
      choices={there ? choices : [{ value: owner.id, label: owner.name }, ...choices]}
      value={owner.id}
      disabled={move.isPending}
      onChange={(event) => move.mutate({ to: event.target.value, from: owner.id, version })}
    />
  );
}
