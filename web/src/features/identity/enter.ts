import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Session } from '#contracts/identity.ts';
import { sessionQuery } from '../../api/session.ts';
import { safePath } from '../../app/safe-path.ts';
import { unfinishedAt } from '../../app/unfinished.ts';

/** Goes where a fresh session wanted to go, over what is still to be done of the sign-in; else home. */
export function useEnter(wanted?: string): (session: Session) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, session);
    const goal = safePath(wanted, '/');
    const step = unfinishedAt(session);
    if (step === undefined) router.history.replace(goal);
    else router.history.replace(goal === '/' ? step : `${step}?return=${encodeURIComponent(goal)}`);
  };
}
