import { sentenceOf } from '../api/api-error.ts';
import { call, rememberCsrfToken } from '../api/client.ts';
import { toastError } from '../ui/toast.tsx';
import { leaveForStart } from './leave.ts';
import { queryClient } from './query.ts';
import { showTheme } from './theme-choice.ts';

/** Ends all sessions of the person, or only this one, and leaves nothing of them in the page. */
export async function signOut(which: 'all' | 'current'): Promise<void> {
  try {
    await call('DELETE', which === 'all' ? '/sessions' : '/sessions/current');
  } catch (error) {
    toastError(sentenceOf(error));
    return;
  }
  rememberCsrfToken(undefined);
  showTheme('system');
  queryClient.clear();
  leaveForStart();
}
