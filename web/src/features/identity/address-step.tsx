import type { FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

type AddressStepProps = {
  email: string;
  onEmail: (email: string) => void;
  onCode: () => void;
  onPassword: () => void;
  busy: boolean;
  error: string | undefined;
};

/** The address first; then a code or a password, whichever one likes: no account is asked for before. */
export function AddressStep({ email, onEmail, onCode, onPassword, busy, error }: AddressStepProps) {
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (wayOf(event) === 'password') onPassword();
        else onCode();
      }}
    >
      <Field label="E-mail address" error={error}>
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoFocus
            autoComplete="username webauthn"
            value={email}
            onChange={(event) => onEmail(event.target.value)}
            className="h-10"
          />
        )}
      </Field>
      <div className="grid gap-2.5">
        <Button type="submit" look="primary" size="lg" busy={busy}>
          Send me a code
        </Button>
        <Button type="submit" value="password" size="lg">
          Use my password
        </Button>
      </div>
    </form>
  );
}

/** The button that was pressed; the Enter key presses the first. */
function wayOf({ nativeEvent }: FormEvent): string {
  const by = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
  return by instanceof HTMLButtonElement ? by.value : '';
}
