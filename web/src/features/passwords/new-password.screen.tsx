import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PasswordReset } from '#contracts/passwords.ts';
import { ApiError } from '../../api/api-error.ts';
import { call, rememberCsrfToken } from '../../api/client.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { NewPasswordForm } from './new-password-form.tsx';

type State = 'asking' | 'done' | 'over';

/** The mailed link: nothing is sent before the form is, so that a program that opens links in mails uses none up. */
export function NewPasswordScreen() {
  useDocumentTitle('New password');
  const token = useLinkToken();
  const client = useQueryClient();
  const [state, setState] = useState<State>('asking');
  const redeem = async (password: string) => {
    if (token === undefined) return;
    const body: PasswordReset = { token, password };
    try {
      await call('POST', '/sign-in/password-resets/redemptions', { body });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'gone') throw error;
      return setState('over');
    }
    // Whoever was signed in here is so no longer.
    rememberCsrfToken(undefined);
    client.clear();
    setState('done');
  };
  return (
    <PublicFrame>
      {token === undefined || state === 'over' ? (
        <Over opened={token !== undefined} />
      ) : state === 'done' ? (
        <Done />
      ) : (
        <FormFrame
          title="Choose a new password"
          lead="Setting it ends every session of yours, on every device."
        >
          <NewPasswordForm onPassword={redeem} action="Set the password" />
        </FormFrame>
      )}
    </PublicFrame>
  );
}

function Done() {
  return (
    <FormFrame
      title="Your password is set"
      lead="Every session of yours has ended. A mail tells you of this change; if it was not you, ask your admin for help."
    >
      <Link to="/sign-in" className={`${buttonClass('primary', 'lg')} w-full`}>
        Sign in
      </Link>
    </FormFrame>
  );
}

function Over({ opened }: { opened: boolean }) {
  return (
    <FormFrame
      title="This link does not work"
      lead={
        opened
          ? 'It has been used, or its thirty minutes are over, or a newer one was asked for.'
          : 'Open the link of the mail, whole as it stands.'
      }
    >
      <Link to="/forgot-password" className={`${buttonClass('primary', 'lg')} w-full`}>
        Ask for a new link
      </Link>
    </FormFrame>
  );
}
