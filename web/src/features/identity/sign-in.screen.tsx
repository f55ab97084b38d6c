import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { SignInCodeRequest, SignInCodeSent } from '#contracts/identity.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { PasskeySignIn } from '../passkeys/index.ts';
import { PasswordStep } from '../passwords/index.ts';
import { SsoChoice } from '../sso/index.ts';
import { AddressStep } from './address-step.tsx';
import { CodeStep } from './code-step.tsx';
import { useEnter } from './enter.ts';

const route = getRouteApi('/sign-in');

type Step = 'address' | 'password' | 'code';

export function SignInScreen() {
  useDocumentTitle('Sign in');
  const search = route.useSearch();
  const enter = useEnter(search.return);
  const [typed, setTyped] = useState('');
  const [step, setStep] = useState<Step>('address');
  const [sent, setSent] = useState<SignInCodeSent & { at: number }>();
  const email = typed.trim();
  const ask = useMutation({
    mutationFn: (body: SignInCodeRequest) => call<SignInCodeSent>('POST', '/sign-in/codes', { body }),
    onSuccess: (reply) => {
      setSent({ ...reply, at: Date.now() });
      setStep('code');
    },
    onError: () => setStep('address'),
  });
  const sendCode = () => ask.mutate({ email });
  const back = () => {
    ask.reset();
    setStep('address');
  };
  const address = <strong className="font-medium text-ink">{email}</strong>;
  return (
    <PublicFrame>
      {step === 'password' ? (
        <FormFrame title="Your password" lead={<>Signing in as {address}. A second step comes after it.</>}>
          <PasswordStep
            email={email}
            onSignedIn={enter}
            onCode={sendCode}
            sending={ask.isPending}
            onBack={back}
          />
        </FormFrame>
      ) : null}
      {step === 'code' && sent ? (
        <FormFrame
          title="Look into your mail"
          lead={<>If {address} may sign in here, a code is on its way.</>}
        >
          <CodeStep
            email={email}
            sent={sent}
            onSignedIn={enter}
            onResend={sendCode}
            onBack={back}
            instead={
              <Button size="lg" onClick={() => setStep('password')}>
                Use my password instead
              </Button>
            }
          />
        </FormFrame>
      ) : null}
      {step === 'address' ? (
        <FormFrame title="Sign in" lead="By a code from your mail, your password or a passkey.">
          {search.ended ? (
            <div className="mb-4">
              <Notice tone="info">
                You were signed out: the session ran out, or it was ended elsewhere. Sign in to go on where
                you were.
              </Notice>
            </div>
          ) : null}
          <AddressStep
            email={typed}
            onEmail={setTyped}
            onCode={sendCode}
            onPassword={() => setStep('password')}
            busy={ask.isPending}
            error={ask.isError ? addressError(ask.error) : undefined}
          />
          <SsoChoice email={email} wanted={search.return} />
          <PasskeySignIn onSignedIn={enter} />
        </FormFrame>
      ) : null}
    </PublicFrame>
  );
}

function addressError(error: Error): string {
  return fieldErrors(error).email ?? sentenceOf(error);
}
