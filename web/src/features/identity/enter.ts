import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Session } from '#contracts/identity.ts';
import { sessionQuery } from '../../api/session.ts';
import { safePath } from '../../app/safe-path.ts';

/** Goes where a fresh session wanted to go; else home. */
export function useEnter(wanted?: string): (session: Session) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (session) => {
    client.setQueryData(sessionQuery.queryKey, session);
    router.history.replace(safePath(wanted, '/'));
  };
}
