import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { MailedProof, PasswordResetRequest } from '#contracts/passwords.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { FormFrame, PublicFrame } from '../../app/public-frame.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { toast } from '../../ui/toast.tsx';
import { typedAddress } from './typed-address.ts';

/** Sends the link that sets a new password; says the same whether the account exists. */
export function ForgotPasswordScreen() {
  useDocumentTitle('Forgot password');
  const [email, setEmail] = useState(typedAddress);
  const [sent, setSent] = useState<MailedProof>();
  const ask = useMutation({
    mutationFn: (body: PasswordResetRequest) =>
      call<MailedProof>('POST', '/sign-in/password-resets', { body }),
    onSuccess: (reply) => {
      if (sent) toast('Another link is on its way');
      setSent(reply);
    },
  });
  const body = { email: email.trim() };
  if (sent)
    return (
      <PublicFrame>
        <FormFrame
          title="Look into your mail"
          lead={
            <>
              If <strong className="font-medium text-ink">{body.email}</strong> has an account here, a link is
              on its way. It works once, for {Math.round(sent.expiresIn / 60)} minutes.
            </>
          }
        >
          {ask.isError ? <Notice tone="bad">{sentenceOf(ask.error)}</Notice> : null}
          <div className="mt-2 grid gap-2.5">
            <BackToSignIn look="plain" />
            <Button look="ghost" size="lg" busy={ask.isPending} onClick={() => ask.mutate(body)}>
              Send another link
            </Button>
          </div>
        </FormFrame>
      </PublicFrame>
    );
  const errors = ask.isError ? fieldErrors(ask.error) : {};
  return (
    <PublicFrame>
      <FormFrame
        title="Forgot your password?"
        lead="We send you a link that sets a new one. You can also sign in by a code, without any password."
      >
        <form
          className="space-y-5"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            ask.mutate(body);
          }}
        >
          <Field label="E-mail address" error={errors.email ?? errors['']}>
            {(control) => (
              <Input
                {...control}
                type="email"
                required
                autoFocus
                autoComplete="username"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
                className="h-10"
              />
            )}
          </Field>
          <div className="grid gap-2.5">
            <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
              Send me a link
            </Button>
            <BackToSignIn look="ghost" />
          </div>
        </form>
      </FormFrame>
    </PublicFrame>
  );
}

function BackToSignIn({ look }: { look: 'plain' | 'ghost' }) {
  return (
    <Link to="/sign-in" className={buttonClass(look, 'lg')}>
      Back to signing in
    </Link>
  );
}
