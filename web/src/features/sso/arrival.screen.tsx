import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { SsoArrival, SsoArrived } from '#contracts/sso.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { acceptSession } from '../../api/session.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useEnter } from '../identity/index.ts';

const route = getRouteApi('/sign-in/sso');

const claim = (body: SsoArrival) => call<SsoArrived>('POST', '/sso/arrivals', { body });

/** Where the provider sends people on to: opens the session they were vouched for, in the browser that began. */
export function ArrivalScreen() {
  useDocumentTitle('Sign in');
  const { reference } = route.useSearch();
  const token = useLinkToken();
  const arrival = useQuery({
    queryKey: ['arrival'],
    queryFn: () => claim({ token: token ?? '', confirmed: false }),
    enabled: token !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  useEntering(arrival.data);
  return <PublicFrame>{content()}</PublicFrame>;

  function content(): ReactNode {
    if (token === undefined)
      return <Failed lead="The answer of your identity provider was not accepted." reference={reference} />;
    if (arrival.isError) return <Failed lead={sentenceOf(arrival.error)} />;
    if (arrival.data?.session === null) return <Confirm token={token} email={arrival.data.email} />;
    return (
      <FormFrame title="Sign in" lead="One moment">
        <Skeleton className="h-24" />
      </FormFrame>
    );
  }
}

function useEntering(arrived: SsoArrived | undefined): void {
  const enter = useEnter(arrived?.returnTo);
  useEffect(() => {
    if (arrived?.session) enter(acceptSession(arrived.session));
  });
}

/** A sign-in that did not begin here: somebody else may have led them to it. */
function Confirm({ token, email }: { token: string; email: string }) {
  const confirm = useMutation({ mutationFn: () => claim({ token, confirmed: true }) });
  useEntering(confirm.data);
  return (
    <FormFrame
      title="Sign in?"
      lead={
        <>
          Your identity provider sent you here as <strong className="break-all">{email}</strong>.
        </>
      }
    >
      {confirm.isError ? (
        <p role="alert" className="mb-4 text-bad">
          {sentenceOf(confirm.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" size="lg" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          Yes, sign me in
        </Button>
        <Link to="/" className={buttonClass('ghost', 'lg')}>
          No
        </Link>
      </div>
    </FormFrame>
  );
}

function Failed({ lead, reference }: { lead: string; reference?: string | undefined }) {
  return (
    <FormFrame title="You are not signed in" lead={lead}>
      {reference === undefined ? null : (
        <p className="mb-4 text-ink-soft">
          The audit log of your workspace says why. Reference{' '}
          <code className="break-all font-mono text-sm">{reference}</code>
        </p>
      )}
      <Link to="/sign-in" className={buttonClass('primary', 'lg')}>
        Sign in again
      </Link>
    </FormFrame>
  );
}
