import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Session } from '#contracts/identity.ts';
import { call } from '../../api/client.ts';
import { acceptSession, sessionQuery } from '../../api/session.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { signOut } from '../../app/sign-out.ts';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { useEnter } from '../identity/index.ts';
import { NewPasswordForm } from './new-password-form.tsx';

const route = getRouteApi('/sign-in/new-password');

/** A sign-in that cannot go on with the password it began with: another one, or out. */
export function ReplacePasswordScreen() {
  useDocumentTitle('New password');
  const search = route.useSearch();
  const enter = useEnter(search.return);
  const { data: session } = useQuery(sessionQuery);
  const replace = async (password: string) => {
    enter(acceptSession(await call<Session>('PUT', '/sign-in/new-password', { body: { password } })));
  };
  return (
    <PublicFrame>
      <FormFrame
        title="Choose a new password"
        lead={
          <>
            The one you signed in with, as{' '}
            <strong className="font-medium text-ink">{session?.user.email}</strong>, was handed out for one
            use or is known from a breach. Choose your own to go on.
          </>
        }
      >
        <NewPasswordForm
          onPassword={replace}
          action="Set the password and go on"
          username={session?.user.email}
        >
          <Button look="ghost" size="lg" className="w-full" onClick={() => void signOut('current')}>
            Sign out
          </Button>
        </NewPasswordForm>
      </FormFrame>
    </PublicFrame>
  );
}
