import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Session } from '#contracts/identity.ts';
import { PASSWORD_MOST } from '#contracts/password-rules.ts';
import type { PasswordSignIn } from '#contracts/passwords.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { acceptSession } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Checkbox } from '../../ui/input.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { rememberAddress } from './typed-address.ts';

type PasswordStepProps = {
  email: string;
  onSignedIn: (session: Session) => void;
  onCode: () => void;
  /** A code is being asked for. */
  sending: boolean;
  onBack: () => void;
};

/** The password of an address, and what else one can do who does not have it at hand. */
export function PasswordStep({ email, onSignedIn, onCode, sending, onBack }: PasswordStepProps) {
  const [password, setPassword] = useState('');
  const [privateDevice, setPrivateDevice] = useState(false);
  const signIn = useMutation({
    mutationFn: (body: PasswordSignIn) => call<Session>('POST', '/sign-in/password', { body }),
    onSuccess: (session) => onSignedIn(acceptSession(session)),
  });
  const error = signIn.isError ? (fieldErrors(signIn.error).password ?? sentenceOf(signIn.error)) : undefined;
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!signIn.isPending) signIn.mutate({ email, password, privateDevice });
      }}
    >
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password" error={error}>
        {(control) => (
          <PasswordInput
            {...control}
            required
            autoFocus
            autoComplete="current-password"
            maxLength={PASSWORD_MOST}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Checkbox
        checked={privateDevice}
        onChange={(event) => setPrivateDevice(event.target.checked)}
        label="This is my private device"
        hint="Stay signed in for 30 days without use, where your workspaces allow it. Else 8 hours."
      />
      <div className="grid gap-2.5">
        <Button type="submit" look="primary" size="lg" busy={signIn.isPending}>
          Go on
        </Button>
        <Button size="lg" busy={sending} onClick={onCode}>
          Send me a code instead
        </Button>
      </div>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="ghost" onClick={onBack}>
          Another address
        </Button>
        <Link
          to="/forgot-password"
          className="self-center rounded-md px-3 py-1 font-medium text-accent-ink hover:underline"
          onClick={() => rememberAddress(email)}
        >
          Forgot password?
        </Link>
      </div>
    </form>
  );
}
