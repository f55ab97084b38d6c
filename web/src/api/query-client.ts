import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/**
 * The one store of what the server said: in memory, gone with the page. A 401 on anything but the session
 * itself means that the session has ended.
 */
export function createQueryClient(leave: {
  /** The session is over, or not whole yet. */
  readonly forSignIn: () => void;
  /** The workspace asks for a second factor before anything else. */
  readonly forEnrolment: () => void;
}): QueryClient {
  const onError = (error: Error, key?: readonly unknown[]) => {
    if (!(error instanceof ApiError)) return;
    const over = error.status === 401 && key?.[0] !== 'session';
    if (over || error.code === 'password_change_required') leave.forSignIn();
    if (error.code === 'enrolment_required') leave.forEnrolment();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 5 * 60_000, retry: mayRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

/** Only what may pass by itself is tried again: no answer, or a server that is not ready. */
function mayRetry(failures: number, error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502) && failures < 2;
}
