import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SignInCodeSent } from '#contracts/identity.ts';
import type { InvitationAcceptance, InvitationOffer } from '#contracts/members.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { CodeStep, useEnter } from '../identity/index.ts';
import { ROLE_NAMES } from './role-names.ts';

export function InvitationScreen() {
  useDocumentTitle('Invitation');
  const token = useLinkToken();
  const offer = useQuery({
    queryKey: ['invitation'],
    queryFn: () => call<InvitationOffer>('POST', '/invitations/lookup', { body: { token } }),
    enabled: token !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <PublicFrame>
      {token === undefined || offer.isError ? (
        <FormFrame
          title="This invitation does not work"
          lead={offer.isError ? sentenceOf(offer.error) : 'Open the link of the mail, whole as it stands.'}
        >
          <p className="text-ink-soft">An invitation lasts seven days and works once. Ask for a new one.</p>
        </FormFrame>
      ) : offer.data ? (
        <Offer token={token} offer={offer.data} />
      ) : (
        <FormFrame title="Invitation" lead="One moment">
          <Skeleton className="h-24" />
        </FormFrame>
      )}
    </PublicFrame>
  );
}

function Offer({ token, offer }: { token: string; offer: InvitationOffer }) {
  const enter = useEnter();
  const [name, setName] = useState('');
  const accept = useMutation({
    mutationFn: async (body: InvitationAcceptance) => ({
      ...(await call<SignInCodeSent>('POST', '/invitations/acceptances', { body })),
      at: Date.now(),
    }),
  });
  const send = () => accept.mutate({ token, name: name.trim() });
  const errors = accept.isError ? fieldErrors(accept.error) : {};
  if (accept.data) {
    return (
      <FormFrame
        title="Look into your mail"
        lead={`A code is on its way to ${offer.email}. With it you have joined.`}
      >
        <CodeStep email={offer.email} sent={accept.data} onSignedIn={enter} onResend={send} />
      </FormFrame>
    );
  }
  return (
    <FormFrame
      title={`Join ${offer.workspaceName}`}
      lead={`${offer.invitedBy} invites ${offer.email} as ${ROLE_NAMES[offer.role]}. Open until ${dayOf(offer.expiresAt)}.`}
    >
      <form
        className="space-y-5"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <Field
          label="Your name"
          hint="As the others in the workspace see you"
          error={errors.name ?? errors['']}
        >
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
        <Button type="submit" look="primary" size="lg" className="w-full" busy={accept.isPending}>
          Accept and send me a code
        </Button>
      </form>
    </FormFrame>
  );
}
