import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Session } from '#contracts/identity.ts';
import type { SetupState } from '#contracts/setup.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { useEnter } from '../identity/index.ts';

/** Whether there is a first workspace, and whether the recovery kit is on paper. */
export const setUpQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call<SetupState>('GET', '/setup', { signal }),
});

/** From the code of the first sign-in to the last step of the set-up; home where that is done or not needed. */
export function useKitStep(token: string | undefined): (session: Session) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const enter = useEnter();
  return async (session) => {
    const state = await client.fetchQuery({ ...setUpQuery, staleTime: 0 }).catch(() => undefined);
    const waits = state?.recoveryKit === 'none' || state?.recoveryKit === 'unconfirmed';
    if (!waits || token === undefined || session.stage !== 'full') return enter(session);
    client.setQueryData(sessionQuery.queryKey, session);
    // In the fragment, as it came: no server is sent it.
    router.history.replace(`/setup/recovery-kit#${token}`);
  };
}
