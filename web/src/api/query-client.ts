import { MutationCache, type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** The workspace lets this session in nowhere, whatever it asks for. */
export const SHUT: ReadonlySet<string> = new Set(['sign_in_method_refused', 'address_refused']);

/**
 * The one store of what the server said: in memory, gone with the page. A 401 on anything but the session
 * itself means that the session has ended. What a shut workspace refuses has the workspace itself read anew: its frame says so
 * for all parts of the page at once.
 */
export function createQueryClient(leave: {
  /** The session has `ended`, or is not whole yet. */
  readonly forSignIn: (ended: boolean) => void;
  /** The workspace asks for a second factor before anything else. */
  readonly forEnrolment: () => void;
}): QueryClient {
  const onError = (error: Error, key: readonly unknown[] = []) => {
    if (!(error instanceof ApiError)) return;
    const over = error.status === 401 && key[0] !== 'session';
    if (over || error.code === 'password_change_required') leave.forSignIn(over);
    if (error.code === 'enrolment_required') leave.forEnrolment();
    if (SHUT.has(error.code) && !isWorkspace(key)) shut(client, error, key);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => onError(error, query.queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 5 * 60_000, retry: mayRetry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
  return client;
}

/** Said at once of the workspace whose part was refused, before it is read anew: no part says first that it failed. */
function shut(client: QueryClient, error: ApiError, [, workspaceId]: readonly unknown[]): void {
  const about = { predicate: ({ queryKey }: Query) => isWorkspace(queryKey) };
  for (const workspace of client.getQueryCache().findAll(about))
    if (workspace.queryKey[1] === workspaceId) workspace.setState({ status: 'error', error });
  void client.invalidateQueries(about);
}

function isWorkspace(key: readonly unknown[]): boolean {
  return key.length === 3 && key[0] === 'w' && key[2] === 'workspace';
}

/** Only what may pass by itself is tried again: no answer, or a server that is not ready. */
function mayRetry(failures: number, error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502) && failures < 2;
}
