import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Contact, ContactPage, ContactState } from '#contracts/contacts.ts';
import { call } from '../../api/client.ts';

/** Everything under this key is read again when an event says that contacts changed. */
export const contactsKey = (workspaceId: string) => ['w', workspaceId, 'contacts'];

export const contactsPath = (workspaceId: string) => `/workspaces/${workspaceId}/contacts`;
export const contactPath = (workspaceId: string, id: string) => `${contactsPath(workspaceId)}/${id}`;

export const contactsQuery = (workspaceId: string, state: ContactState, search: string) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey(workspaceId), 'list', state, search],
    queryFn: ({ pageParam, signal }) =>
      call<ContactPage>('POST', `${contactsPath(workspaceId)}/query`, {
        body: { state, search: search === '' ? null : search, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const contactQuery = (workspaceId: string, id: string) =>
  queryOptions({
    queryKey: [...contactsKey(workspaceId), 'one', id],
    queryFn: ({ signal }) => call<Contact>('GET', contactPath(workspaceId, id), { signal }),
  });
