import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SignInCodeSent } from '#contracts/identity.ts';
import type { InvitationAcceptance, InvitationAccepted, InvitationOffer } from '#contracts/members.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { FormFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { CodeStep } from '../identity/index.ts';
import { ROLE_NAMES } from './role-names.ts';

/** What one is invited to. Joining proves the address first: the code goes to the one that was invited. */
export function Offer({ token, offer }: { token: string; offer: InvitationOffer }) {
  const [name, setName] = useState('');
  const accept = useAccept();
  const ask = useMutation({
    mutationFn: async () => ({
      ...(await call<SignInCodeSent>('POST', '/sign-in/codes', { body: { email: offer.email } })),
      at: Date.now(),
    }),
  });
  if (ask.data) {
    return (
      <FormFrame
        title="Look into your mail"
        lead={`A code is on its way to ${offer.email}. With it you join.`}
      >
        {accept.isError ? <Notice tone="bad">{sentenceOf(accept.error)}</Notice> : null}
        <CodeStep
          email={offer.email}
          sent={ask.data}
          onSignedIn={() => accept.mutate({ token, name: name.trim() })}
          onResend={() => ask.mutate()}
          onBack={ask.reset}
        />
      </FormFrame>
    );
  }
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
          ask.mutate();
        }}
      >
        <Field label="Your name" hint="As the others in the workspace see you" error={errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className="h-10"
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={ask.isPending}>
          Send me a code
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
