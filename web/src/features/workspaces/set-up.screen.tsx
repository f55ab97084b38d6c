import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInCodeSent } from '#contracts/identity.ts';
import type { SetupRequest } from '#contracts/setup.ts';
import { call } from '../../api/client.ts';
import { useLinkToken } from '../../app/link-token.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { setUpQuery, useKitStep } from '../backups/index.ts';
import { CodeStep } from '../identity/index.ts';
import { SetUpForm } from './set-up-form.tsx';

export function SetUpScreen() {
  useDocumentTitle('Set up');
  const token = useLinkToken();
  const state = useQuery(setUpQuery);
  const goOn = useKitStep(token);
  const [asked, setAsked] = useState<SetupRequest | undefined>();
  const setUp = useMutation({
    mutationFn: async (body: SetupRequest) => ({
      ...(await call<SignInCodeSent>('POST', '/setup', { body })),
      at: Date.now(),
    }),
    onSuccess: (_, body) => setAsked(body),
  });
  const resend = useMutation({
    mutationFn: async (email: string) => ({
      ...(await call<SignInCodeSent>('POST', '/sign-in/codes', { body: { email } })),
      at: Date.now(),
    }),
  });
  const sent = resend.data ?? setUp.data;
  if (asked && sent) {
    return (
      <PublicFrame>
        <FormFrame
          title="Look into your mail"
          lead={`A code is on its way to ${asked.email}. With it the workspace is yours.`}
        >
          <CodeStep
            email={asked.email}
            sent={sent}
            onSignedIn={goOn}
            onResend={() => resend.mutate(asked.email)}
          />
        </FormFrame>
      </PublicFrame>
    );
  }
  if (token === undefined || state.data?.open === false) return <NoSetUp done={state.data?.open === false} />;
  return (
    <PublicFrame>
      <FormFrame
        title="Make it yours"
        lead="You are the first here. You become the owner of the first workspace."
      >
        <SetUpForm token={token} busy={setUp.isPending} error={setUp.error} onSubmit={setUp.mutate} />
      </FormFrame>
    </PublicFrame>
  );
}

function NoSetUp({ done }: { done: boolean }) {
  return (
    <PublicFrame>
      <FormFrame
        title={done ? 'This deployment is set up' : 'The set-up link is missing'}
        lead={
          done
            ? 'Its first workspace exists. Sign in, or ask an admin to invite you.'
            : 'Open the one-time link that the server prints when it starts, whole as it stands.'
        }
      >
        {null}
      </FormFrame>
    </PublicFrame>
  );
}
