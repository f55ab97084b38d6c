import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Session } from '#contracts/identity.ts';
import { sessionQuery } from '../../api/session.ts';
import { safePath } from '../../app/safe-path.ts';

/** Goes where a fresh session wanted to go, over its second step where one is still to be done; else home. */
export function useEnter(wanted?: string): (session: Session) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, session);
    if (session.stage === 'second_factor')
      router.history.replace(
        `/sign-in/second-factor${wanted === undefined ? '' : `?return=${encodeURIComponent(safePath(wanted, '/'))}`}`,
      );
    else router.history.replace(safePath(wanted, '/'));
  };
}
