import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { FactorAnswer } from '#contracts/factors.ts';
import type { Session } from '#contracts/identity.ts';
import { call } from '../../api/client.ts';
import { acceptSession, sessionQuery } from '../../api/session.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { signOut } from '../../app/sign-out.ts';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { useEnter } from '../identity/index.ts';
import { FactorForm } from './factor-form.tsx';

const route = getRouteApi('/sign-in/second-factor');

/** The second step of a sign-in, whichever the first was. */
export function SecondFactorScreen() {
  useDocumentTitle('Second step');
  const search = route.useSearch();
  const enter = useEnter(search.return);
  const { data: session } = useQuery(sessionQuery);
  const finish = async (body: FactorAnswer) => {
    enter(acceptSession(await call<Session>('POST', '/sign-in/second-factor', { body })));
  };
  return (
    <PublicFrame>
      <FormFrame title="Second step" lead={<>Signed in as {session?.user.email}, all but this.</>}>
        <FactorForm factors={session?.secondFactors ?? []} onAnswer={finish} action="Finish signing in" />
        <p className="mt-6">
          <Button look="ghost" onClick={() => void signOut('current')}>
            Start again
          </Button>
        </p>
      </FormFrame>
    </PublicFrame>
  );
}
