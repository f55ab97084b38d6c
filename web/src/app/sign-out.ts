import type { SsoSignedOut } from '#contracts/sso.ts';
import { sentenceOf } from '../api/api-error.ts';
import { call, rememberCsrfToken } from '../api/client.ts';
import { toastError } from '../ui/toast.tsx';
import { leaveFor, leaveForStart } from './leave.ts';
import { queryClient } from './query.ts';
import { setSigningOut } from './signing-out.ts';
import { showTheme } from './theme-choice.ts';

/**
 * Ends all sessions of the person, or only this one, and leaves nothing of them in the page. `leave` leads on where no
 * provider has to hear of it.
 */
export async function signOut(which: 'all' | 'current', leave = leaveForStart): Promise<void> {
  const provider = await providerToTell();
  setSigningOut(true);
  try {
    await call('DELETE', which === 'all' ? '/sessions' : '/sessions/current');
  } catch (error) {
    setSigningOut(false);
    toastError(sentenceOf(error));
    return;
  }
  rememberCsrfToken(undefined);
  showTheme('system');
  queryClient.clear();
  if (provider === null) leave();
  else leaveFor(provider);
}

/** Where whoever came through an identity provider goes on, so that it hears of it. Signing out here does not hang on it. */
async function providerToTell(): Promise<string | null> {
  try {
    return (await call<SsoSignedOut>('POST', '/sso/sign-outs')).location;
  } catch {
    return null;
  }
}
