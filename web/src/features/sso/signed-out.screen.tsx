import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SsoSignedOut } from '#contracts/sso.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { leaveFor } from '../../app/leave.ts';
import { openedWith } from '../../app/opened-with.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';

const route = getRouteApi('/sign-out/sso/$connectionId');

/** Where the provider says that somebody signed out: its message is handed on as it came, and answered. */
export function SignedOutScreen() {
  useDocumentTitle('Signed out');
  const { connectionId } = route.useParams();
  const told = useQuery({
    queryKey: ['signed-out', connectionId],
    queryFn: () =>
      call<SsoSignedOut>('POST', `/sso/${connectionId}/sign-out-messages`, { body: { query: openedWith } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const onward = told.data?.location;
  useEffect(() => {
    if (onward) leaveFor(onward);
  }, [onward]);
  return (
    <PublicFrame>
      {told.isError ? (
        <FormFrame title="Not signed out by the provider" lead={sentenceOf(told.error)}>
          <Link to="/" className={buttonClass()}>
            To the start
          </Link>
        </FormFrame>
      ) : (
        <FormFrame
          title={told.data && !onward ? 'You are signed out' : 'Signing out'}
          lead={told.data && !onward ? 'Here and at your identity provider.' : 'One moment'}
        >
          {told.data && !onward ? (
            <Link to="/sign-in" className={buttonClass('primary', 'lg')}>
              Sign in again
            </Link>
          ) : null}
        </FormFrame>
      )}
    </PublicFrame>
  );
}
