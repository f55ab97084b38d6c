import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import BookUser from 'lucide-react/icons/book-user';
import Plus from 'lucide-react/icons/plus';
import { type FormEvent, useRef, useState } from 'react';
import { ContactState } from '#contracts/contacts.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { useRowKeys } from '../../app/row-keys.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactRow } from './contact-row.tsx';
import { contactsQuery } from './contacts.queries.ts';

const STATES = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
];

/** The people a team deals with. What is searched for travels in the body of a request and stands in no address. */
export function ContactsScreen() {
  const { workspace } = usePlace();
  const navigate = useNavigate();
  const mayCreate = useMay('work.create');
  const [state, setState] = useState<ContactState>('active');
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [entering, setEntering] = useState(false);
  const contacts = useInfiniteQuery({
    ...contactsQuery(workspace.id, state, search),
    placeholderData: keepPreviousData,
  });
  const items = contacts.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = useRef<HTMLUListElement>(null);
  useRowKeys(rows);
  const add = mayCreate ? (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setEntering(true)}>
      New contact
    </Button>
  ) : null;
  return (
    <Page title="Contacts" lead="The people you deal with, and what they agreed to." actions={add}>
      <search>
        <form
          className="mb-4 flex flex-wrap gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            setSearch(typed.trim());
          }}
        >
          <Input
            type="search"
            aria-label="Find contacts"
            placeholder="Name, or a whole e-mail address"
            maxLength={254}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              if (target.value === '') setSearch('');
            }}
            className="!w-auto min-w-0 grow basis-56"
          />
          <Button type="submit">Find</Button>
          <Select
            aria-label="State"
            className="!w-32"
            choices={STATES}
            value={state}
            onChange={({ target }) => setState(ContactState.parse(target.value))}
          />
        </form>
      </search>
      <Panel>
        {contacts.isPending ? <SkeletonRows rows={5} what="contacts" /> : null}
        {contacts.isError ? (
          <ErrorState message={sentenceOf(contacts.error)} onRetry={() => void contacts.refetch()} />
        ) : null}
        {contacts.isSuccess && items.length === 0 ? <Nothing search={search} state={state} /> : null}
        <ul ref={rows} className="divide-y divide-line" aria-busy={contacts.isPlaceholderData}>
          {items.map((contact) => (
            <ContactRow key={contact.id} contact={contact} />
          ))}
        </ul>
        <LoadMore
          more={contacts.hasNextPage}
          busy={contacts.isFetchingNextPage}
          onMore={() => void contacts.fetchNextPage()}
        />
      </Panel>
      {entering ? (
        <ContactDialog
          onClose={() => setEntering(false)}
          onSaved={({ id }) =>
            void navigate({
              to: '/w/$workspaceId/contacts/$contactId',
              params: { workspaceId: workspace.id, contactId: id },
            })
          }
        />
      ) : null}
    </Page>
  );
}

function Nothing({ search, state }: { search: string; state: ContactState }) {
  if (search !== '')
    return (
      <EmptyState title="Nobody found">
        Try how a name begins, or the whole e-mail address. Archived contacts are found apart.
      </EmptyState>
    );
  if (state === 'archived') return <EmptyState title="Nobody is archived" />;
  return (
    <EmptyState icon={<BookUser />} title="No contacts yet">
      Keep whom you deal with, where you know them from, and what they allow you to do with their data.
    </EmptyState>
  );
}
