import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SignInCodeRequest, SignInCodeSent } from '#contracts/identity.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { CodeStep } from './code-step.tsx';
import { useEnter } from './enter.ts';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  useDocumentTitle('Sign in');
  const search = route.useSearch();
  const enter = useEnter(search.return);
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: async (body: SignInCodeRequest) => ({
      ...(await call<SignInCodeSent>('POST', '/sign-in/codes', { body })),
      at: Date.now(),
    }),
  });
  const send = () => ask.mutate({ email: email.trim() });
  const errors = ask.isError ? fieldErrors(ask.error) : {};
  return (
    <PublicFrame>
      {ask.data ? (
        <FormFrame
          title="Look into your mail"
          lead={
            <>
              If <strong className="font-medium text-ink">{email.trim()}</strong> may sign in here, a code is
              on its way.
            </>
          }
        >
          <CodeStep
            email={email.trim()}
            sent={ask.data}
            onSignedIn={enter}
            onResend={send}
            onBack={ask.reset}
          />
        </FormFrame>
      ) : (
        <FormFrame title="Sign in" lead="We send a code to your address. There is no password to lose.">
          <form
            className="space-y-5"
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              send();
            }}
          >
            <Field label="E-mail address" error={errors.email ?? errors['']}>
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  required
                  autoFocus
                  autoComplete="email"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                  className="h-10"
                />
              )}
            </Field>
            <Button type="submit" look="primary" size="lg" className="w-full" busy={ask.isPending}>
              Send me a code
            </Button>
          </form>
        </FormFrame>
      )}
    </PublicFrame>
  );
}
