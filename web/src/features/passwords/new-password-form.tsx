import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { missingFrom, missingSentence } from '#contracts/password-rules.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';
import { NewPasswordField } from './new-password-field.tsx';

type NewPasswordFormProps = {
  /** Sends the password; its refusal is shown here. */
  onPassword: (password: string) => Promise<void>;
  action: string;
  /** Whose it is, for the password manager. */
  username?: string | undefined;
  /** What is asked for first; gets what was refused, by field. */
  before?: ((errors: Record<string, string>) => ReactNode) | undefined;
  /** What one can do instead. */
  children?: ReactNode;
};

/** A form that asks for a new password and nothing else. */
export function NewPasswordForm({ onPassword, action, username, before, children }: NewPasswordFormProps) {
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const save = useMutation({ mutationFn: onPassword });
  const missing = missingFrom(password);
  const errors = save.isError ? fieldErrors(save.error) : {};
  return (
    <form
      className="space-y-5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        setShort(missing.length > 0);
        if (missing.length === 0 && !save.isPending) save.mutate(password);
      }}
    >
      {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
      {username === undefined ? null : (
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      )}
      {before?.(errors)}
      <NewPasswordField
        autoFocus={before === undefined}
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          save.reset();
        }}
        error={short && missing.length > 0 ? missingSentence(missing) : errors.password}
      />
      <div className="space-y-2">
        <Button type="submit" look="primary" size="lg" className="w-full" busy={save.isPending}>
          {action}
        </Button>
        {children}
      </div>
    </form>
  );
}
