import { queryOptions } from '@tanstack/react-query';
import type { Session } from '#contracts/identity.ts';
import { showTheme } from '../app/theme-choice.ts';
import { ApiError } from './api-error.ts';
import { call, rememberCsrfToken } from './client.ts';

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 60_000,
});

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    return acceptSession(await call<Session>('GET', '/session', { signal }));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

/** Takes a session over that a reply has brought. */
export function acceptSession(session: Session): Session {
  rememberCsrfToken(session.csrf);
  showTheme(session.theme);
  return session;
}
