import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Session, SignInCodeSent } from '#contracts/identity.ts';
import type { InvitationAcceptance, InvitationAccepted, InvitationOffer } from '#contracts/members.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { acceptSession, sessionQuery } from '../../api/session.ts';
import { FormFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { FactorForm } from '../factors/index.ts';
import { CodeStep } from '../identity/index.ts';
import { ROLE_NAMES } from './role-names.ts';

/**
 * What one is invited to. Joining proves the address: by a code to the one that was invited, or by being signed in as
 * it already.
 */
export function Offer({ token, offer }: { token: string; offer: InvitationOffer }) {
  const { data: session } = useQuery(sessionQuery);
  const known = session?.stage === 'full' && session.user.email === offer.email ? session.user : undefined;
  const [typed, setTyped] = useState<string>();
  const name = typed ?? known?.name ?? '';
  const [half, setHalf] = useState<Session>();
  const accept = useAccept();
  const join = () => accept.mutate({ token, name: name.trim() });
  const ask = useMutation({
    mutationFn: async () => ({
      ...(await call<SignInCodeSent>('POST', '/sign-in/codes', { body: { email: offer.email } })),
      at: Date.now(),
    }),
  });
  const refused = accept.isError ? <Notice tone="bad">{sentenceOf(accept.error)}</Notice> : null;
  if (half)
    return (
      <FormFrame title="Second step" lead={`Signed in as ${offer.email}, all but this. Then you join.`}>
        {refused}
        <FactorForm
          factors={half.secondFactors}
          action="Join"
          onAnswer={async (body) => {
            acceptSession(await call<Session>('POST', '/sign-in/second-factor', { body }));
            join();
          }}
        />
      </FormFrame>
    );
  if (ask.data)
    return (
      <FormFrame
        title="Look into your mail"
        lead={`A code is on its way to ${offer.email}. With it you join.`}
      >
        {refused}
        <CodeStep
          email={offer.email}
          sent={ask.data}
          onSignedIn={(signedIn) => (signedIn.stage === 'full' ? join() : setHalf(signedIn))}
          onResend={() => ask.mutate()}
          onBack={ask.reset}
        />
      </FormFrame>
    );
  const errors = ask.isError ? fieldErrors(ask.error) : {};
  return (
    <FormFrame
      title={`Join ${offer.workspaceName}`}
      lead={`${offer.invitedBy} invites ${offer.email} as ${ROLE_NAMES[offer.role]}. Open until ${dayOf(offer.expiresAt)}.`}
    >
      <form
        className="space-y-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (known) join();
          else ask.mutate();
        }}
      >
        {refused}
        <Field label="Your name" hint="As the others in the workspace see you" error={errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={(event) => setTyped(event.target.value)}
              className="h-10"
            />
          )}
        </Field>
        <Button
          type="submit"
          look="primary"
          size="lg"
          className="w-full"
          busy={ask.isPending || accept.isPending}
        >
          {known ? 'Join' : 'Send me a code'}
        </Button>
      </form>
    </FormFrame>
  );
}

function useAccept() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: InvitationAcceptance) =>
      call<InvitationAccepted>('POST', '/invitations/acceptances', { body }),
    onSuccess: async ({ workspaceId }) => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/w/$workspaceId', params: { workspaceId }, replace: true });
    },
  });
}
