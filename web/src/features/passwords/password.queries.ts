import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Session } from '#contracts/identity.ts';
import type { PasswordState } from '#contracts/passwords.ts';
import { call } from '../../api/client.ts';
import { acceptSession, sessionQuery } from '../../api/session.ts';

export const passwordQuery = queryOptions({
  queryKey: ['password'],
  queryFn: ({ signal }) => call<PasswordState>('GET', '/account/password', { signal }),
});

/** Takes over the session that a change of the ways into the account goes on in; every other one has ended. */
export function useRenewed(): (session: Session) => Promise<unknown> {
  const client = useQueryClient();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, acceptSession(session));
    const keys = [passwordQuery.queryKey, ['factors'], ['sessions']];
    return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
